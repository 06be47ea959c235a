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
            if (mask is not null && !mask[i]) continue;
            var known = true;
            foreach (var c in needed) known &= !double.IsNaN(block.Columns[c][i]);
            if (known) rows.Add(i);
        }

        return [.. rows];
    }

    /// <summary>One design column at the rows picked: as many values or more, not to be written to.</summary>
    /// <param name="block">Rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="rows">Rows picked.</param>
    /// <param name="lend">Gives an array of so many values or more, where one is needed.</param>
    public static double[] Gather(TableBlock block, DesignColumn column, int[] rows, Func<int, double[]> lend)
    {
        var from = block.Columns[column.Table];
        if (column.Level < 0 && rows.Length == block.Rows) return from;
        var values = lend(rows.Length);
        if (column.Level < 0)
            for (var i = 0; i < rows.Length; i++) values[i] = from[rows[i]];
        else
            for (var i = 0; i < rows.Length; i++) values[i] = from[rows[i]] == column.Level ? 1 : 0;
        return values;
    }
}
