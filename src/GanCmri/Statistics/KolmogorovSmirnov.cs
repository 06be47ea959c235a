using GanCmri.Runtime;

namespace GanCmri.Statistics;

/// <summary>The largest distance of two samples' distribution functions. <see cref="DistanceInterval"/> has an interval for it.</summary>
public static class KolmogorovSmirnov
{
    /// <summary>Kolmogorov and Smirnov's D, in [0, 1].</summary>
    /// <param name="a">One sample, any unit.</param>
    /// <param name="b">The other, in the same unit.</param>
    /// <exception cref="ArgumentException">A sample is empty, or a value is missing (NaN).</exception>
    public static double Distance(double[] a, double[] b)
    {
        RequireSample(a, nameof(a));
        RequireSample(b, nameof(b));
        double[] x = [.. a.Order()],
            y = [.. b.Order()];
        int i = 0,
            j = 0;
        var d = 0.0;
        while (i < x.Length && j < y.Length)
        {
            var value = Math.Min(x[i], y[j]);
            while (i < x.Length && x[i] <= value)
                i++;
            while (j < y.Length && y[j] <= value)
                j++;
            d = Math.Max(d, Math.Abs((double)i / x.Length - (double)j / y.Length));
        }

        return d;
    }

    private static void RequireSample(double[] values, string name)
    {
        Require.Known(values, name);
        if (values.Length == 0)
            throw new ArgumentException("expected a sample, found no values", name);
    }
}
