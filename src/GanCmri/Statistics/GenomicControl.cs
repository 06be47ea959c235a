using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace GanCmri.Statistics;

/// <summary>Inflation of many tests.</summary>
internal static class GenomicControl
{
    // Median of chi-square with one degree of freedom.
    private const double MedianChiSquare = 0.454936423119572;

    // Of n tests without effects lambda's standard error is about 2.3 / sqrt(n): 0.5 of 20, 0.8 of 8.
    private const int FewestTests = 20;

    /// <summary>Lambda: the median chi-square over its expectation without effects (Devlin and Roeder 1999); NaN of fewer than 20 tests, of
    /// which a median says nothing about inflation.</summary>
    public static double Lambda(IEnumerable<PValue> tests)
    {
        double[] logs = [.. tests.Select(p => p.Log10).Where(v => !double.IsNaN(v))];
        return logs.Length < FewestTests ? double.NaN : Math.Pow(Normal.InvCDF(0, 1, Math.Pow(10, logs.Median()) / 2), 2) / MedianChiSquare;
    }
}
