using System.Globalization;
using GanCmri.Runtime;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Data;

/// <summary>Data frames to views and back, all rows, vectors sized, ids as they are.</summary>
internal static class DataFrames
{
    /// <summary>A view of a frame whose vectors have the size of the first row's; whole numbers and truth values with nulls are Double, NaN
    /// where null.</summary>
    public static IDataView ToView(DataFrame frame)
    {
        frame = WithNulls(frame);
        var sizes = frame
            .Columns.OfType<VBufferDataFrameColumn<float>>()
            .Where(c => c.Length > 0)
            .ToDictionary(c => c.Name, c => new[] { c[0].Length });
        return sizes.Count == 0 ? frame : new FixedVectorDataView(frame, sizes);
    }

    // ML.NET takes a null whole number for 0, and a null truth value for false.
    private static DataFrame WithNulls(DataFrame frame) =>
        frame.Columns.Any(IsLost)
            ? new DataFrame(
                frame.Columns.Select(c =>
                    IsLost(c)
                        ? new DoubleDataFrameColumn(
                            c.Name,
                            Enumerable
                                .Range(0, (int)c.Length)
                                .Select(i => c[i] is { } v ? Convert.ToDouble(v, CultureInfo.InvariantCulture) : double.NaN)
                        )
                        : c
                )
            )
            : frame;

    private static bool IsLost(DataFrameColumn column) =>
        column.NullCount > 0
        && column.DataType.IsPrimitive
        && column.DataType != typeof(float)
        && column.DataType != typeof(double)
        && column.DataType != typeof(char);

    /// <summary>All rows of a view as a frame. Keys become their values or numbers; hidden columns stay away.</summary>
    /// <exception cref="InputException">A column has a type that frames do not hold.</exception>
    public static DataFrame FromView(IDataView view, CancellationToken cancellation = default)
    {
        if (view is DataFrame given)
            view = ToView(given);
        var visible = view.Schema.Where(c => !c.IsHidden).ToArray();
        using var cursor = view.GetRowCursor(visible);
        var columns = visible.Select(c => FrameColumn.Create(cursor, c)).ToArray();
        while (cursor.MoveNext())
        {
            if ((cursor.Position & 0x3FF) == 0)
                cancellation.ThrowIfCancellationRequested();
            foreach (var column in columns)
                column.Append();
        }

        return new DataFrame(columns.Select(c => c.Finish()));
    }
}
