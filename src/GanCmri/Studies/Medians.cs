using GanCmri.Statistics;

namespace GanCmri.Studies;

/// <summary>Medians over hearts.</summary>
internal static class Medians
{
    private const int Fewest = 6; // with 5, least and greatest together miss the median in 6 % of samples

    /// <summary>The median; NaN of none.</summary>
    public static double Of(double[] values) => values.Length == 0 ? double.NaN : Summary.Of(values).Median;

    /// <summary>The median with its 95 % bootstrap interval (BCa, 2000 resamples of hearts); limits NaN with fewer than 6 hearts.</summary>
    public static BootstrapInterval Interval(double[] values) =>
        values.Length < Fewest
            ? new BootstrapInterval(Of(values), double.NaN, double.NaN, double.NaN, values.Length)
            : Bootstrap.Interval(values.Length, rows => Summary.Of([.. rows.Select(i => values[i])]).Median);
}
