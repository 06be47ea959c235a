using GanCmri.Runtime;

namespace GanCmri.Statistics;

/// <summary>a - b of pairs.</summary>
internal static class PairedDifferences
{
    /// <exception cref="ArgumentException">Lengths differ, or a value is NaN or infinite.</exception>
    public static double[] Of(double[] a, double[] b)
    {
        if (a.Length != b.Length)
            throw new ArgumentException($"expected pairs, found {a.Length} and {b.Length} values");
        Require.Finite(a);
        Require.Finite(b);
        return [.. a.Zip(b, (x, y) => x - y)];
    }
}
