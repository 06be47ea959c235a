namespace GanCmri.Studies.Cohorts;

/// <summary>Rows that follow each other.</summary>
/// <param name="First">The first, from 0.</param>
/// <param name="Count">How many.</param>
internal readonly record struct RowRange(long First, long Count)
{
    /// <summary>Rows from 0 in ranges of one size; the last may be shorter.</summary>
    public static IEnumerable<RowRange> Split(long rows, int size)
    {
        for (var first = 0L; first < rows; first += size) yield return new RowRange(first, Math.Min(size, rows - first));
    }
}
