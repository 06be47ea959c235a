using GanCmri.Runtime;
using GanCmri.Statistics.Tails;

namespace GanCmri.Statistics;

/// <summary>Tests of two samples that use only the order of the values. A missing value (NaN) is an
/// <see cref="ArgumentException"/>.</summary>
public static class RankTests
{
    /// <summary>Mann and Whitney's U of the first sample with the normal approximation, tie-corrected.</summary>
    /// <param name="a">First sample.</param>
    /// <param name="b">Second sample.</param>
    /// <param name="continuity">Whether to move U half a unit towards its mean (default).</param>
    public static TestResult MannWhitney(double[] a, double[] b, bool continuity = true)
    {
        RequireSamples(a, b);
        double n = a.Length,
            m = b.Length,
            total = n + m;
        var u = U(a, b);
        var variance = n * m / 12 * (total + 1 - Ranks.TieSum([.. a, .. b]) / (total * (total - 1)));
        var distance = Math.Abs(u - n * m / 2) - (continuity ? 0.5 : 0);
        return new TestResult(u, double.NaN, Tail.Normal(Math.Max(0, distance) / Math.Sqrt(variance)));
    }

    /// <summary>Mann and Whitney's U with its exact distribution; for small samples without ties.</summary>
    /// <exception cref="ArgumentException">Values are tied: the exact distribution does not apply.</exception>
    public static TestResult MannWhitneyExact(double[] a, double[] b)
    {
        RequireSamples(a, b);
        if (Ranks.TieSum([.. a, .. b]) > 0)
            throw new ArgumentException("expected no tied values, found ties; use MannWhitney");
        var u = U(a, b);
        var tail = (int)Math.Round(Math.Min(u, (double)a.Length * b.Length - u));
        var p = UDistribution(a.Length, b.Length).Take(tail + 1).Sum() * 2;
        return new TestResult(u, double.NaN, PValue.From(Math.Min(1, p)));
    }

    /// <summary>Wilcoxon's signed-rank test of a - b, normal approximation, zero differences left out, tie-corrected, no
    /// continuity.</summary>
    public static TestResult SignedRank(double[] a, double[] b)
    {
        RequireSamples(a, b);
        var d = PairedDifferences.Of(a, b).Where(v => v != 0).ToArray();
        var size = Array.ConvertAll(d, Math.Abs);
        var ranks = Ranks.Mid(size);
        var positive = ranks.Where((_, i) => d[i] > 0).Sum();
        double n = d.Length,
            mean = n * (n + 1) / 4;
        var variance = (n * (n + 1) * (2 * n + 1) - Ranks.TieSum(size) / 2) / 24;
        return new TestResult(Math.Min(positive, 2 * mean - positive), double.NaN, Tail.Normal((positive - mean) / Math.Sqrt(variance)));
    }

    /// <summary>
    /// Kolmogorov and Smirnov's D, the largest distance of the two distribution functions, with its exact p by following all
    /// orders of the pooled values that first reach D; n x m steps. Ties make p conservative.
    /// </summary>
    public static TestResult KolmogorovSmirnov(double[] a, double[] b)
    {
        var d = Distance(a, b);
        return new TestResult(d, double.NaN, PValue.From(Math.Min(1, ChanceOfReaching(d, a.Length, b.Length))));
    }

    /// <summary>Kolmogorov and Smirnov's D alone, in [0, 1].</summary>
    public static double Distance(double[] a, double[] b)
    {
        RequireSamples(a, b);
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

    // Walks the lattice of (i of n, j of m) values seen; mass that reaches the distance leaves and is counted.
    private static double ChanceOfReaching(double d, int n, int m)
    {
        var reached = 0.0;
        var row = new double[m + 1];
        row[0] = 1;
        for (var i = 0; i <= n; i++)
        {
            var next = new double[m + 1];
            for (var j = 0; j <= m; j++)
            {
                if (Math.Abs((double)i / n - (double)j / m) >= d - 1e-12)
                {
                    reached += row[j];
                    continue;
                }

                double left = n - i + m - j;
                if (i < n)
                    next[j] += row[j] * (n - i) / left;
                if (j < m)
                    row[j + 1] += row[j] * (m - j) / left;
            }

            row = next;
        }

        return reached;
    }

    private static void RequireSamples(double[] a, double[] b)
    {
        Require.Known(a);
        Require.Known(b);
        if (a.Length == 0 || b.Length == 0)
            throw new ArgumentException("expected two samples, found an empty one", a.Length == 0 ? nameof(a) : nameof(b));
    }

    private static double U(double[] a, double[] b) => Ranks.Mid([.. a, .. b]).Take(a.Length).Sum() - a.Length * (a.Length + 1.0) / 2;

    // Probability of each U: the number of its partitions by the recurrence of Mann and Whitney (1947), kept as probabilities.
    private static double[] UDistribution(int n, int m)
    {
        var size = n * m + 1;
        var row = Enumerable
            .Range(0, m + 1)
            .Select(_ =>
            {
                var p = new double[size];
                p[0] = 1;
                return p;
            })
            .ToArray();
        for (var i = 1; i <= n; i++)
        for (var j = 1; j <= m; j++)
        {
            var p = new double[size];
            for (var u = 0; u <= i * j; u++)
                p[u] = (u >= j ? (double)i / (i + j) * row[j][u - j] : 0) + (double)j / (i + j) * row[j - 1][u];
            row[j] = p;
        }

        return row[m];
    }
}
