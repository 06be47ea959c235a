using MathNet.Numerics.Statistics;

namespace GanCmri.Reports;

/// <summary>Median and middle ranges of many curves at each x; values that could not be measured (NaN) are left out.</summary>
internal sealed record Quantiles(double[] Lower, double[] LowerQuartile, double[] Median, double[] UpperQuartile, double[] Upper)
{
    /// <param name="curves">One curve a subject, all of one length.</param>
    public static Quantiles Across(IReadOnlyList<IReadOnlyList<double>> curves)
    {
        var points = Enumerable
            .Range(0, curves[0].Count)
            .Select(i => curves.Select(c => c[i]).Where(double.IsFinite).Order().ToArray())
            .ToArray();
        double[] At(double tau) => [.. points.Select(p => SortedArrayStatistics.QuantileCustom(p, tau, QuantileDefinition.R7))];
        return new Quantiles(At(.025), At(.25), At(.5), At(.75), At(.975));
    }
}
