using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using MathNet.Numerics.Statistics;

namespace GanCmri.Statistics;

/// <summary>Confidence intervals of any statistic by resampling rows or, where rows belong together, whole clusters.</summary>
public static class Bootstrap
{
    private const int JackknifeGroups = 400;

    /// <summary>Interval for rows that are independent of each other.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="statistic">The statistic of the rows with these indices (repeats wanted).</param>
    /// <param name="options">Resamples, level, seed, method.</param>
    public static BootstrapInterval Interval(int rows, Func<int[], double> statistic, BootstrapOptions? options = null) =>
        Interval([.. Enumerable.Range(0, rows).Select(i => new[] { i })], statistic, options ?? new BootstrapOptions());

    /// <summary>Interval for rows that belong together, e.g. frames of one patient: patients are resampled, not frames.</summary>
    /// <param name="clusters">The cluster of each row.</param>
    /// <param name="statistic">The statistic of the rows with these indices (repeats wanted).</param>
    /// <param name="options">Resamples, level, seed, method.</param>
    public static BootstrapInterval Interval<TCluster>(
        IReadOnlyList<TCluster> clusters,
        Func<int[], double> statistic,
        BootstrapOptions? options = null
    )
        where TCluster : notnull
    {
        var units = Enumerable.Range(0, clusters.Count).GroupBy(i => clusters[i]).Select(g => g.ToArray()).ToArray();
        return Interval(units, statistic, options ?? new BootstrapOptions());
    }

    private static BootstrapInterval Interval(int[][] units, Func<int[], double> statistic, BootstrapOptions options)
    {
        options.Validate();
        if (units.Length < 2)
            throw new ArgumentException($"expected at least 2 independent rows or clusters, found {units.Length}");
        var estimate = statistic([.. units.SelectMany(u => u)]);
        var random = new Xoshiro256StarStar(options.Seed);
        var replicates = new double[options.Resamples];
        for (var r = 0; r < replicates.Length; r++)
            replicates[r] = statistic([.. Enumerable.Range(0, units.Length).SelectMany(_ => units[random.Next(units.Length)])]);
        var sorted = replicates.Where(v => !double.IsNaN(v)).Order().ToArray();
        if (double.IsNaN(estimate) || sorted.Length == 0)
            return new BootstrapInterval(estimate, double.NaN, double.NaN, double.NaN, units.Length);
        double low = (1 - options.Level) / 2,
            high = 1 - low;
        if (options.Method == BootstrapMethod.Bca)
            (low, high) = Adjusted(units, statistic, estimate, sorted, low);
        return new BootstrapInterval(
            estimate,
            Summary.QuantileOfSorted(sorted, low),
            Summary.QuantileOfSorted(sorted, high),
            ArrayStatistics.StandardDeviation(sorted),
            units.Length
        );
    }

    // Efron (1987), "Better bootstrap confidence intervals", equations 2.3 and 6.6.
    private static (double Low, double High) Adjusted(
        int[][] units,
        Func<int[], double> statistic,
        double estimate,
        double[] sorted,
        double low
    )
    {
        var below = (sorted.Count(v => v < estimate) + sorted.Count(v => v <= estimate)) / 2.0 / sorted.Length;
        var bias = Normal.InvCDF(0, 1, Math.Clamp(below, 0.5 / sorted.Length, 1 - 0.5 / sorted.Length));
        var acceleration = Acceleration(units, statistic);
        double Level(double z) => Normal.CDF(0, 1, bias + (bias + z) / (1 - acceleration * (bias + z)));
        return (Level(Normal.InvCDF(0, 1, low)), Level(Normal.InvCDF(0, 1, 1 - low)));
    }

    // Leave-one-out; beyond 400 units leave one group of units out, which costs less and estimates the same skewness.
    private static double Acceleration(int[][] units, Func<int[], double> statistic)
    {
        var groups = Math.Min(units.Length, JackknifeGroups);
        var left = new double[groups];
        for (var g = 0; g < groups; g++)
            left[g] = statistic([.. units.Where((_, i) => i % groups != g).SelectMany(u => u)]);
        var mean = left.Average();
        double cubes = left.Sum(v => Math.Pow(mean - v, 3)),
            squares = left.Sum(v => Math.Pow(mean - v, 2));
        return squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
    }
}
