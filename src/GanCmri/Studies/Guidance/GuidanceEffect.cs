using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Statistics;

namespace GanCmri.Studies.Guidance;

/// <summary>What moving along one direction does to one phenotype, over a cohort: the heart is the unit, not the step.</summary>
/// <param name="Guided">The phenotype that the direction is meant to change.</param>
/// <param name="Measured">The phenotype looked at; another one shows leakage.</param>
/// <param name="MedianR">Median over hearts of Pearson's r between c and the phenotype, with its bootstrap interval.</param>
/// <param name="MedianSlope">Median over hearts of the change a step, in the phenotype's unit.</param>
/// <param name="Standardised">Median slope in standard deviations of the phenotype over the cohort at c = 0.</param>
/// <param name="ShareRising">Share of hearts in which the phenotype rises with c.</param>
/// <param name="Error">Median over hearts of the standard deviation of the phenotype about the heart's own line in c, in its unit.</param>
internal sealed record GuidanceEffect(
    FramePhenotype Guided,
    FramePhenotype Measured,
    BootstrapInterval MedianR,
    BootstrapInterval MedianSlope,
    double Standardised,
    double ShareRising,
    double Error
)
{
    /// <summary>The interval of <see cref="MedianR"/> in words.</summary>
    public string Interval => Figures.Interval(MedianR.Lower, MedianR.Upper, Figures.Correlation);

    /// <summary>Computes the effect.</summary>
    public static GuidanceEffect Of(StudyResult cohort, FramePhenotype guided, FramePhenotype measured)
    {
        var series = cohort.Subjects.Select(s => s.Guidance.Single(g => g.Guided == guided)).ToArray();
        var r = series.Select(g => g.Correlation(measured).R).Where(double.IsFinite).ToArray();
        var lines = series.Select(g => g.Line(measured)).OfType<LinearFit>().ToArray();
        var slopes = lines.Select(l => l.Slope.Estimate).Where(double.IsFinite).ToArray();
        var slope = Medians.Interval(slopes);
        var spread = Summary.Of(cohort.Baseline(measured)).Sd;
        return new GuidanceEffect(
            guided,
            measured,
            Medians.Interval(r),
            slope,
            slope.Estimate / spread,
            r.Count(v => v > 0) / (double)r.Length,
            Medians.Of([.. lines.Select(l => l.ResidualSd).Where(double.IsFinite)])
        );
    }

    /// <summary>The phenotypes that the network measures at all, of those that a verification looks at.</summary>
    public static IReadOnlyList<FramePhenotype> Seen(StudyResult cohort) =>
        [.. PhenotypeRegistry.Verified.Where(p => cohort.Guided.Contains(p) || cohort.Baseline(p).Count(double.IsFinite) >= 2)];
}
