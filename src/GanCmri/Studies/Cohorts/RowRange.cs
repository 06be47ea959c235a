namespace GanCmri.Studies.Cohorts;

/// <summary>Rows that follow each other.</summary>
/// <param name="First">The first, from 0.</param>
/// <param name="Count">How many.</param>
internal readonly record struct RowRange(long First, long Count)
{
    /// <summary>Rows in ranges of one size; the last may be shorter.</summary>
    public static IEnumerable<RowRange> Split(long first, long end, int size)
    {
        for (; first < end; first += size)
            yield return new RowRange(first, Math.Min(size, end - first));
    }
}
