using GanCmri.Runtime;
using GanCmri.Statistics.Tails;
using MathNet.Numerics.Statistics;

namespace GanCmri.Statistics;

/// <summary>Tests and effect sizes for the difference of two samples by their means. A missing value (NaN) is an
/// <see cref="ArgumentException"/>.</summary>
internal static class TwoSample
{
    /// <summary>Student's t test, equal variances assumed.</summary>
    public static TestResult Student(double[] a, double[] b)
    {
        Require.Finite(a);
        Require.Finite(b);
        double df = a.Length + b.Length - 2;
        return T(Difference(a, b) / (PooledSd(a, b) * Math.Sqrt(1.0 / a.Length + 1.0 / b.Length)), df);
    }

    /// <summary>Welch's t test, unequal variances allowed (Satterthwaite degrees of freedom).</summary>
    public static TestResult Welch(double[] a, double[] b)
    {
        Require.Finite(a);
        Require.Finite(b);
        double va = ArrayStatistics.Variance(a) / a.Length,
            vb = ArrayStatistics.Variance(b) / b.Length;
        var df = (va + vb) * (va + vb) / (va * va / (a.Length - 1) + vb * vb / (b.Length - 1));
        return T(Difference(a, b) / Math.Sqrt(va + vb), df);
    }

    /// <summary>Paired t test of a - b.</summary>
    public static TestResult Paired(double[] a, double[] b)
    {
        var d = Differences(a, b);
        return T(ArrayStatistics.Mean(d) / (ArrayStatistics.StandardDeviation(d) / Math.Sqrt(d.Length)), d.Length - 1);
    }

    /// <summary>Cohen's d: difference of means in pooled standard deviations.</summary>
    public static double CohensD(double[] a, double[] b)
    {
        Require.Finite(a);
        Require.Finite(b);
        return Difference(a, b) / PooledSd(a, b);
    }

    internal static double[] Differences(double[] a, double[] b)
    {
        if (a.Length != b.Length)
            throw new ArgumentException($"expected pairs, found {a.Length} and {b.Length} values");
        Require.Finite(a);
        Require.Finite(b);
        return [.. a.Zip(b, (x, y) => x - y)];
    }

    private static TestResult T(double t, double df) => new(t, df, Tail.StudentT(t, df));

    private static double Difference(double[] a, double[] b) => ArrayStatistics.Mean(a) - ArrayStatistics.Mean(b);

    private static double PooledSd(double[] a, double[] b) =>
        Math.Sqrt(
            ((a.Length - 1) * ArrayStatistics.Variance(a) + (b.Length - 1) * ArrayStatistics.Variance(b)) / (a.Length + b.Length - 2)
        );
}
