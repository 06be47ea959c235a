using MathNet.Numerics.Statistics;

namespace GanCmri.Statistics;

/// <summary>Descriptive statistics of a sample. Moments with fewer values than they need are NaN.</summary>
/// <param name="N">Known values.</param>
/// <param name="Missing">Missing values (NaN), left out of all else.</param>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="Sd">Standard deviation, divisor n - 1.</param>
/// <param name="StandardError">Standard error of the mean.</param>
/// <param name="Min">Smallest value.</param>
/// <param name="Q25">First quartile, linear between order statistics.</param>
/// <param name="Median">Median.</param>
/// <param name="Q75">Third quartile.</param>
/// <param name="Max">Largest value.</param>
/// <param name="Skewness">Third standardised moment, population form m3/m2^1.5.</param>
/// <param name="ExcessKurtosis">Fourth standardised moment less 3, population form m4/m2^2 - 3.</param>
public sealed record Summary(
    int N,
    int Missing,
    double Mean,
    double Sd,
    double StandardError,
    double Min,
    double Q25,
    double Median,
    double Q75,
    double Max,
    double Skewness,
    double ExcessKurtosis
)
{
    /// <summary>Summarises a sample.</summary>
    public static Summary Of(IReadOnlyList<double> values)
    {
        var sorted = values.Where(v => !double.IsNaN(v)).Order().ToArray();
        var sd = ArrayStatistics.StandardDeviation(sorted);
        return new Summary(
            sorted.Length,
            values.Count - sorted.Length,
            ArrayStatistics.Mean(sorted),
            sd,
            sd / Math.Sqrt(sorted.Length),
            SortedArrayStatistics.Minimum(sorted),
            QuantileOfSorted(sorted, 0.25),
            QuantileOfSorted(sorted, 0.5),
            QuantileOfSorted(sorted, 0.75),
            SortedArrayStatistics.Maximum(sorted),
            MathNet.Numerics.Statistics.Statistics.PopulationSkewness(sorted),
            MathNet.Numerics.Statistics.Statistics.PopulationKurtosis(sorted)
        );
    }

    /// <summary>The p quantile of sorted values, linear between order statistics (Hyndman and Fan's type 7).</summary>
    public static double QuantileOfSorted(double[] sorted, double p) =>
        SortedArrayStatistics.QuantileCustom(sorted, p, QuantileDefinition.R7);
}
