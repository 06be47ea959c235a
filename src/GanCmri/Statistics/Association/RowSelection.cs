using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Statistics.Association;

/// <summary>Picks complete rows of one source out of a block.</summary>
internal static class RowSelection
{
    /// <summary>Rows where all needed columns are known and which belong to the source.</summary>
    /// <param name="block">Rows.</param>
    /// <param name="needed">Columns that must be known.</param>
    /// <param name="mask">Rows of the source; null for all.</param>
    public static int[] Complete(TableBlock block, IReadOnlyList<int> needed, bool[]? mask)
    {
        var rows = new List<int>(block.Rows);
        for (var i = 0; i < block.Rows; i++)
        {
            if (mask is not null && !mask[i])
                continue;
            var known = true;
            foreach (var c in needed)
                known &= !double.IsNaN(block.Columns[c][i]);
            if (known)
                rows.Add(i);
        }

        return [.. rows];
    }
}
