using GanCmri.Phenotypes;
using GanCmri.Statistics;

namespace GanCmri.Studies.Guidance;

/// <summary>The measures of one heart moved along one direction, w + c k.</summary>
/// <param name="Guided">The phenotype that the direction is meant to change.</param>
/// <param name="Steps">The steps c, ascending.</param>
/// <param name="Frames">One a step.</param>
public sealed record GuidanceResult(FramePhenotype Guided, IReadOnlyList<double> Steps, IReadOnlyList<LvMeasures> Frames)
{
    /// <summary>A phenotype at each step; NaN where no cavity was found.</summary>
    public IReadOnlyList<double> Curve(FramePhenotype measured) => [.. Frames.Select(measured.Measure)];

    /// <summary>Pearson's r of c and a phenotype.</summary>
    public CorrelationResult Correlation(FramePhenotype measured) => Statistics.Correlation.Pearson(Steps, Curve(measured));

    /// <summary>Change of a phenotype with one step of c, by least squares; NaN with fewer than 3 measured steps.</summary>
    public double Slope(FramePhenotype measured) => Line(measured)?.Slope.Estimate ?? double.NaN;

    /// <summary>The line of a phenotype in c, by least squares; null with fewer than 3 measured steps.</summary>
    internal LinearFit? Line(FramePhenotype measured)
    {
        var curve = Curve(measured);
        return curve.Count(double.IsFinite) < 3 ? null : LinearFit.Of(Steps, curve);
    }
}
