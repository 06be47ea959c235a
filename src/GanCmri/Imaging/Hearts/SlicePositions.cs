namespace GanCmri.Imaging.Hearts;

/// <summary>Where slices lie between base and apex, by the cavities in them.</summary>
internal static class SlicePositions
{
    private const int FewestSlices = 4;

    /// <summary>
    /// The slices with a cavity, 0 at the first of them at the base and 1 at the last at the apex. The end with the larger cavities is the
    /// base. None where fewer than four slices have one.
    /// </summary>
    /// <param name="areas">The cavities of one stack, in any order and unit; several of a slice count by the largest.</param>
    public static IReadOnlyDictionary<int, double> Of(IEnumerable<SliceArea> areas)
    {
        SliceArea[] slices =
        [
            .. areas
                .Where(a => a.Area > 0)
                .GroupBy(a => a.Slice)
                .Select(g => new SliceArea(g.Key, g.Max(a => a.Area)))
                .OrderBy(a => a.Slice),
        ];
        if (slices.Length < FewestSlices)
            return new Dictionary<int, double>();
        var third = slices.Length / 3;
        var isFromBase = slices[..third].Average(a => a.Area) >= slices[^third..].Average(a => a.Area);
        double first = slices[0].Slice,
            length = slices[^1].Slice - first;
        return slices.ToDictionary(a => a.Slice, a => isFromBase ? (a.Slice - first) / length : 1 - (a.Slice - first) / length);
    }
}
