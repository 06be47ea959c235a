using GanCmri.Runtime;

namespace GanCmri.Statistics;

/// <summary>Ranks with ties.</summary>
internal static class Ranks
{
    /// <summary>Ranks 1..n in the order of the values; tied values share the mean of their ranks.</summary>
    /// <exception cref="ArgumentException">A value is NaN, which has no rank.</exception>
    public static double[] Mid(IReadOnlyList<double> values)
    {
        Require.Known(values);
        var sorted = values.ToArray();
        var order = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        foreach (var (start, length) in Runs(sorted))
            for (var i = start; i < start + length; i++)
                ranks[order[i]] = start + (length + 1) / 2.0;
        return ranks;
    }

    private static IEnumerable<(int Start, int Length)> Runs(double[] sorted)
    {
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            for (end = start + 1; end < sorted.Length && sorted[end] == sorted[start]; )
                end++;
            yield return (start, end - start);
        }
    }
}
