namespace GanCmri.Phenotypes;

/// <summary>The convex hull of a region: Andrew's monotone chain (Information Processing Letters 9:216, 1979), on its right and on its
/// left.</summary>
internal static class ConvexHull
{
    /// <summary>How much of its hull a region fills: its pixels by those with their centre in the hull of all their centres. 1 for an
    /// ellipse of any size; 0 for no region.</summary>
    /// <param name="inside">The region, connected; height * width.</param>
    /// <param name="width">Columns.</param>
    public static double Share(bool[] inside, int width)
    {
        List<int> right = [],
            left = []; // of the rows that the region has
        var area = 0;
        foreach (var row in inside.Chunk(width))
        {
            var count = row.Count(v => v);
            if (count == 0)
                continue;
            area += count;
            right.Add(Array.LastIndexOf(row, true));
            left.Add(-Array.IndexOf(row, true));
        }

        return area == 0 ? 0 : area / (double)Reach(right).Zip(Reach(left), (r, l) => r + l + 1).Sum();
    }

    // How far the hull reaches in each row, of where the region ends there.
    private static IEnumerable<int> Reach(IReadOnlyList<int> ends)
    {
        List<int> corners = []; // their rows
        for (var row = 0; row < ends.Count; row++)
        {
            while (corners.Count > 1 && !IsBeyond(ends, corners[^2], corners[^1], row))
                corners.RemoveAt(corners.Count - 1);
            corners.Add(row);
        }

        foreach (var (from, to) in corners.Zip(corners.Skip(1)))
        {
            for (var row = from; row < to; row++)
                yield return ends[from] + (int)Math.Floor((ends[to] - ends[from]) * (row - from) / (double)(to - from));
        }

        yield return ends[^1];
    }

    // Whether the region reaches further in the middle row than a straight line from the first to the last.
    private static bool IsBeyond(IReadOnlyList<int> ends, int first, int middle, int last) =>
        (ends[middle] - ends[first]) * (last - first) > (ends[last] - ends[first]) * (middle - first);
}
