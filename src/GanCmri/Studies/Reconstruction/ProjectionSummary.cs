using GanCmri.Statistics;

namespace GanCmri.Studies.Reconstruction;

/// <summary>How well one method projects, over all frames.</summary>
/// <param name="Method">The method.</param>
/// <param name="Frames">Frames projected.</param>
/// <param name="Mse">Mean square difference on the scale of [-1, 1], mean with 95 % interval over patients.</param>
/// <param name="Ssim">Structural similarity, likewise.</param>
/// <param name="Seconds">Processor time a frame.</param>
/// <param name="AreaErrorPercent">Median absolute difference of the LV area, % of the real frame's.</param>
/// <param name="Area">Reconstruction less real, LV area, mm².</param>
/// <param name="AreaCorrelation">Pearson's r of both areas with 95 % interval over patients.</param>
public sealed record ProjectionSummary(
    ProjectionMethod Method,
    int Frames,
    BootstrapInterval Mse,
    BootstrapInterval Ssim,
    double Seconds,
    double AreaErrorPercent,
    BlandAltman Area,
    BootstrapInterval AreaCorrelation
)
{
    /// <summary>Sums up a comparison, a row a method.</summary>
    /// <param name="frames">Of at least two patients.</param>
    public static IReadOnlyList<ProjectionSummary> Of(IReadOnlyList<ProjectedFrame> frames) =>
        [.. frames.GroupBy(f => f.Method).Select(g => Row(g.Key, [.. g]))];

    private static ProjectionSummary Row(ProjectionMethod method, ProjectedFrame[] frames)
    {
        double[] real = [.. frames.Select(f => f.AreaMm2)],
            made = [.. frames.Select(f => f.MadeAreaMm2)];
        double[] errors = [.. frames.Select(f => 100 * Math.Abs(f.MadeAreaMm2 - f.AreaMm2) / f.AreaMm2).Where(double.IsFinite)];
        return new ProjectionSummary(
            method,
            frames.Length,
            Mean(f => f.Quality.Mse),
            Mean(f => f.Quality.Ssim),
            frames[0].Seconds,
            errors.Length == 0 ? double.NaN : Summary.Of(errors).Median,
            BlandAltman.Of(made, real),
            Interval(rows => Correlation.Pearson([.. rows.Select(i => made[i])], [.. rows.Select(i => real[i])]).R)
        );

        BootstrapInterval Mean(Func<ProjectedFrame, double> value) => Interval(rows => rows.Average(i => value(frames[i])));

        BootstrapInterval Interval(Func<int[], double> statistic) =>
            Bootstrap.Interval([.. frames.Select(f => f.Subject)], statistic, new BootstrapOptions { Method = BootstrapMethod.Percentile });
    }
}
