using System.Text.Json;
using GanCmri.Runtime;
using Parquet;
using Parquet.Schema;

namespace GanCmri.Formats.Tables.Parquet;

/// <summary>Writes rows as Parquet, whole or not at all, in row groups small enough to be read in little memory.</summary>
internal static class ParquetRowWriter
{
    private const int GroupRows = 1 << 16,
        GroupCells = 1 << 17;

    /// <summary>Writes a table.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public static void Write<T>(string path, IReadOnlyList<WrittenColumn<T>> columns, IEnumerable<T> rows) =>
        AtomicFile.Write(path, stream => WriteAsync(stream, columns, rows).GetAwaiter().GetResult());

    private static async Task WriteAsync<T>(Stream stream, IReadOnlyList<WrittenColumn<T>> columns, IEnumerable<T> rows)
    {
        var schema = new ParquetSchema([.. columns.Select(FieldOf)]);
        await using var writer = await ParquetWriter.CreateAsync(schema, stream).ConfigureAwait(false);
        var units = columns
            .Select(c => (c.Head, Unit: UnitSuffix.Of(c.Head)))
            .Where(c => c.Unit is not null)
            .ToDictionary(c => c.Head, c => c.Unit);
        if (units.Count > 0)
            writer.CustomMetadata = new Dictionary<string, string> { [ParquetTable.UnitsKey] = JsonSerializer.Serialize(units) };
        // Lists make rows long. Without them groups are as long as the blocks in which tables are read, whatever the file's kind.
        var hasLists = columns.Any(c => c.Kind == CellKind.Vector);
        foreach (var chunk in rows.Chunk(hasLists ? Math.Clamp(GroupCells / columns.Sum(c => c.Length), 1, GroupRows) : GroupRows))
        {
            using var group = writer.CreateRowGroup();
            for (var c = 0; c < columns.Count; c++)
                await WriteAsync(group, schema.DataFields[c], columns[c], chunk).ConfigureAwait(false);
        }
    }

    private static Field FieldOf<T>(WrittenColumn<T> column) =>
        column.Kind switch
        {
            CellKind.Text => new DataField<string>(column.Head),
            CellKind.Number => new DataField<double?>(column.Head),
            CellKind.Whole => new DataField<long?>(column.Head),
            _ => new ListField(column.Head, new DataField<float>("element")),
        };

    private static Task WriteAsync<T>(ParquetRowGroupWriter group, DataField field, WrittenColumn<T> column, T[] rows)
    {
        if (column.Text is { } text)
            return group.WriteAsync(field, Array.ConvertAll(rows, r => text(r)));
        if (column.Whole is { } whole)
            return group.WriteAsync<long>(field, Array.ConvertAll(rows, r => whole(r)));
        if (column.Number is { } number)
            return group.WriteAsync<double>(
                field,
                Array.ConvertAll(rows, r => number(r) is var v && double.IsFinite(v) ? v : (double?)null)
            );
        var length = column.Length;
        var values = new float[rows.Length * length];
        for (var i = 0; i < rows.Length; i++)
            column.Vector!(rows[i]).CopyTo(values.AsMemory(i * length, length));
        int[] starts = [.. Enumerable.Range(0, values.Length).Select(i => i % length == 0 ? 0 : 1)];
        int[] there = [.. Enumerable.Repeat(field.MaxDefinitionLevel, values.Length)];
        return group.WriteAllPartsAsync<float>(field, values, there, starts, CancellationToken.None);
    }
}
