using GanCmri.Formats.Tables;
using GanCmri.Formats.Tables.Parquet;
using Microsoft.Data.Analysis;

namespace GanCmri.Learning.Data;

/// <summary>Tables that the verbs write, as frames: the same columns, missing numbers null.</summary>
internal static class WrittenFrame
{
    /// <summary>Rows as a frame; text as it is, not as spreadsheets want it.</summary>
    public static DataFrame Of<T>(TableWriter<T> table, IReadOnlyList<T> rows) => new(table.Columns.Select(c => Column(c, rows)));

    private static DataFrameColumn Column<T>(WrittenColumn<T> column, IReadOnlyList<T> rows) =>
        column.Kind switch
        {
            CellKind.Text => new StringDataFrameColumn(column.Head, rows.Select(column.Text!)),
            CellKind.Whole => new Int64DataFrameColumn(column.Head, rows.Select(column.Whole!)),
            _ => new DoubleDataFrameColumn(column.Head, rows.Select(column.Number!).OrNull()),
        };
}
