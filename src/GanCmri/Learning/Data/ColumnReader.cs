using GanCmri.Learning.Batching;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Data;

/// <summary>Reads whole columns into arrays, for fitting.</summary>
internal static class ColumnReader
{
    /// <summary>Reads a column of text.</summary>
    public static string[] ReadText(IDataView input, string name)
    {
        var column = input.Schema[name];
        using var cursor = input.GetRowCursor([column]);
        var getter = cursor.GetGetter<ReadOnlyMemory<char>>(column);
        var rows = new List<string>();
        while (cursor.MoveNext())
        {
            var value = default(ReadOnlyMemory<char>);
            getter(ref value);
            rows.Add(value.ToString());
        }

        return [.. rows];
    }

    /// <summary>Reads columns of Single (one value a row) or vectors of Single, in one pass over the rows.</summary>
    /// <returns>For each column, one array a row.</returns>
    public static float[][][] Read(IDataView input, CancellationToken cancellation, params string[] names)
    {
        var columns = names.Select(n => input.Schema[n]).ToArray();
        using var cursor = input.GetRowCursor(columns);
        var rings = columns.Select(c => RingColumn.Create(cursor, c, 1)).ToArray();
        var sizes = columns.Select(c => c.Type is VectorDataViewType vector ? vector.Size : 1).ToArray();
        var rows = columns.Select(_ => new List<float[]>()).ToArray();
        while (cursor.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < rings.Length; i++)
            {
                var row = new float[sizes[i]];
                rings[i].Fill(0);
                rings[i].CopyTo(0, row);
                rows[i].Add(row);
            }
        }

        return [.. rows.Select(r => r.ToArray())];
    }
}
