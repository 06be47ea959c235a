using GanCmri.Formats.Tables;
using GanCmri.Formats.Tables.Parquet;

namespace GanCmri.Shards;

/// <summary>Joins Parquet tables of ours row by row and writes them as one run does, so that the bytes are the same. Memory holds a row
/// group of each.</summary>
internal static class GatheredParquet
{
    /// <summary>Writes the rows of all tables.</summary>
    /// <param name="path">The whole.</param>
    /// <param name="tables">Parquet files.</param>
    /// <param name="units">In the order wanted; those of one table in that table's order.</param>
    public static void Write(string path, IReadOnlyList<string> tables, IEnumerable<(int Part, UnitRows Unit)> units)
    {
        var rows = units.ToArray();
        var files = tables.Select(ParquetTable.Open).ToArray();
        try
        {
            ParquetRowWriter.Write(path, Columns(files[GatheredTable.Head(rows)]), Rows(files, rows));
        }
        finally
        {
            foreach (var file in files)
                file.Dispose();
        }
    }

    private static IReadOnlyList<WrittenColumn<GroupRow>> Columns(ParquetTable head) =>
        [
            .. head.Columns.Select(
                (column, c) =>
                    new WrittenColumn<GroupRow>(column.Name, column.Kind, _ => "")
                    {
                        Text = column.Kind == CellKind.Text ? row => row.Group.Texts(c)[row.At]! : null,
                        Whole = column.Kind == CellKind.Whole ? row => Whole(row.Group.Numbers(c)[row.At]) : null,
                        Number = column.Kind == CellKind.Number ? row => row.Group.Numbers(c)[row.At] : null,
                        Vector = column.Kind == CellKind.Vector ? row => row.Group.Vectors(c)[row.At] : null,
                        Length = column.Kind == CellKind.Vector ? head.FlatColumns.Count(f => f.Field == column.Field) : 1,
                    }
            ),
        ];

    private static long? Whole(double number) => double.IsNaN(number) ? null : (long)number;

    private static IEnumerable<GroupRow> Rows(ParquetTable[] files, (int Part, UnitRows Unit)[] units)
    {
        var cursors = files.Select(f => Rows(f).GetEnumerator()).ToArray();
        foreach (var (part, unit) in units)
        {
            for (var row = 0L; row < unit.Rows && cursors[part].MoveNext(); row++)
                yield return cursors[part].Current;
        }
    }

    private static IEnumerable<GroupRow> Rows(ParquetTable file)
    {
        for (var g = 0; g < file.RowGroups.Count; g++)
        {
            var group = new RowGroup(file, g);
            for (var row = 0; row < file.RowGroups[g]; row++)
                yield return new GroupRow(group, row);
        }
    }

    private readonly record struct GroupRow(RowGroup Group, int At);

    // Columns are read when their first cell is asked for.
    private sealed class RowGroup(ParquetTable table, int group)
    {
        private readonly Array?[] _columns = new Array?[table.Columns.Count];

        public double[] Numbers(int column) => (double[])(_columns[column] ??= table.Numbers(group, table.Columns[column]));

        public string?[] Texts(int column) => (string?[])(_columns[column] ??= table.Texts(group, table.Columns[column]));

        public float[]?[] Vectors(int column) => (float[]?[])(_columns[column] ??= table.Vectors(group, table.Columns[column]));
    }
}
