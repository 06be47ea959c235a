namespace GanCmri.Statistics;

/// <summary>The two-sample statistic of Kolmogorov and Smirnov.</summary>
public static class KolmogorovSmirnov
{
    /// <summary>Largest difference between the empirical distribution functions of two samples, 0 to 1; equal values count as ties.</summary>
    /// <param name="a">At least one value, none missing.</param>
    /// <param name="b">At least one value, none missing.</param>
    /// <exception cref="ArgumentException">A sample is empty or holds NaN.</exception>
    public static double Distance(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        double[] x = Sorted(a), y = Sorted(b);
        int i = 0, j = 0;
        var largest = 0.0;
        while (i < x.Length && j < y.Length)
        {
            var at = Math.Min(x[i], y[j]);
            while (i < x.Length && x[i] == at) i++;
            while (j < y.Length && y[j] == at) j++;
            largest = Math.Max(largest, Math.Abs((double)i / x.Length - (double)j / y.Length));
        }

        return largest;
    }

    private static double[] Sorted(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values];
        if (sorted.Length == 0 || Array.Exists(sorted, double.IsNaN)) throw new ArgumentException("expected numbers, found none or a missing one", nameof(values));
        Array.Sort(sorted);
        return sorted;
    }
}
