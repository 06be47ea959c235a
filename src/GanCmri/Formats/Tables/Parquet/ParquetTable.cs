using System.Text.Json;
using GanCmri.Runtime;
using Parquet;
using Parquet.Data;

namespace GanCmri.Formats.Tables.Parquet;

/// <summary>
/// A Parquet file as a table, read a column of a row group at a time: memory holds the columns asked for of one group. Columns that no
/// table has (structures, maps, lists of text) are not listed.
/// </summary>
internal sealed class ParquetTable : IDisposable
{
    /// <summary>Key of the file's metadata under which our writer tells units, a JSON object: {"lv_area_mm2": "mm²"}.</summary>
    public const string UnitsKey = "units";

    private readonly string _file;
    private readonly FileStream _bytes;
    private readonly ParquetReader _reader;
    private readonly Lazy<IReadOnlyList<ParquetColumn>> _flat;

    private ParquetTable(string path)
    {
        _file = Path.GetFileName(path);
        _bytes = InputFile.Open(path, "a Parquet file");
        try
        {
            // Writers before the string type left text as bytes.
            Guarded(() =>
            {
                FooterCheck.Run(_bytes);
                return true;
            });
            _reader = Guarded(() =>
                ParquetReader
                    .CreateAsync(new EndingStream(_bytes), new ParquetOptions { TreatByteArrayAsString = true }, leaveStreamOpen: true)
                    .GetAwaiter()
                    .GetResult()
            );
            var units = Units();
            Columns = Guarded(() => _reader.Schema.Fields.Select(f => ParquetColumn.Of(f, units)).OfType<ParquetColumn>().ToArray());
        }
        catch
        {
            _bytes.Dispose();
            throw;
        }

        RowGroups = [.. _reader.RowGroups.Select(g => g.RowCount)];
        if (RowGroups.Any(n => n is < 0 or > int.MaxValue))
        {
            _bytes.Dispose();
            throw new InputException(
                _file,
                "a Parquet file",
                "one that says it has groups of too many rows, or of less than none",
                "write it again, e.g. with pandas, or save the table as CSV"
            );
        }

        _flat = new(() => [.. Columns.SelectMany(Elements)]);
    }

    /// <summary>The columns.</summary>
    public IReadOnlyList<ParquetColumn> Columns { get; }

    /// <summary>The columns, with W0, W1, ... for lists W, as many as the first list has.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public IReadOnlyList<ParquetColumn> FlatColumns => _flat.Value;

    /// <summary>Rows of each row group.</summary>
    public IReadOnlyList<long> RowGroups { get; }

    /// <summary>Bytes of the file.</summary>
    public long Bytes => _bytes.Length;

    /// <summary>Whether a file begins as a Parquet file does.</summary>
    public static bool Is(string path)
    {
        using var bytes = InputFile.Open(path, "a table");
        Span<byte> head = stackalloc byte[4];
        return bytes.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual("PAR1"u8);
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="InputException">No such file, no Parquet file, or a damaged one.</exception>
    public static ParquetTable Open(string path) => new(path);

    /// <summary>A column's numbers in a row group: NaN where missing, 1 and 0 for true and false.</summary>
    /// <exception cref="InputException">The file is damaged, or a list has another length than <see cref="FlatColumns"/> tells.</exception>
    public double[] Numbers(int group, ParquetColumn column)
    {
        if (column.Element < 0)
            return Read(group, column, raw => ParquetCells.Numbers(raw, column.Field, (int)RowGroups[group]));
        var length = FlatColumns.Count(c => c.Element >= 0 && c.Field == column.Field);
        return Array.ConvertAll(
            Vectors(group, column),
            v =>
                v is null ? double.NaN
                : v.Length == length ? v[column.Element]
                : throw new InputException(
                    $"{_file}, lists {column.Field.Path.FirstPart}",
                    $"{length} numbers in each, as in the first",
                    $"{v.Length}",
                    "make them equally long"
                )
        );
    }

    /// <summary>A column's cells in a row group as CSV has them: numbers in the shortest digits that give them back, days as 2026-11-29;
    /// null where missing.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public string?[] Texts(int group, ParquetColumn column) =>
        column.Element >= 0
            ? Array.ConvertAll(
                Numbers(group, column),
                v => double.IsNaN(v) ? null : ((float)v).ToString("R", System.Globalization.CultureInfo.InvariantCulture)
            )
            : Read(group, column, raw => ParquetCells.Texts(raw, column.Field, (int)RowGroups[group]));

    /// <summary>A column's lists in a row group; null where missing.</summary>
    /// <exception cref="InputException">The file is damaged.</exception>
    public float[]?[] Vectors(int group, ParquetColumn column) =>
        Read(group, column, raw => ParquetCells.Vectors(raw, column.Field, (int)RowGroups[group]));

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _bytes.Dispose();
    }

    private IEnumerable<ParquetColumn> Elements(ParquetColumn column)
    {
        if (column.Kind != CellKind.Vector)
            return [column];
        var first = Enumerable
            .Range(0, RowGroups.Count)
            .Select(g => Vectors(g, column).FirstOrDefault(v => v is not null))
            .FirstOrDefault(v => v is not null);
        return Enumerable.Range(0, first?.Length ?? 0).Select(column.At);
    }

    private T Read<T>(int group, ParquetColumn column, Func<RawColumnData, T> cells) =>
        Guarded(() =>
        {
            using var reader = _reader.OpenRowGroupReader(group);
            using var raw = reader.ReadRawColumnDataBaseAsync(column.Field).AsTask().GetAwaiter().GetResult();
            return cells(raw);
        });

    private Dictionary<string, string> Units()
    {
        try
        {
            return _reader.CustomMetadata.TryGetValue(UnitsKey, out var json)
                ? JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? []
                : [];
        }
        catch (JsonException)
        {
            return []; // another program's key of that name
        }
    }

    // The library throws whatever the damage leads to.
    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (InputException or OutOfMemoryException))
        {
            var half = e is NotSupportedException && e.Message.Contains(nameof(Half), StringComparison.Ordinal);
            throw new InputException(
                _file,
                "a Parquet file",
                half ? "one with half-precision numbers, which are not read" : "a damaged one, or one of a kind that is not read",
                half ? "write them as float32" : "write it again, e.g. with pandas, or save the table as CSV",
                e
            );
        }
    }
}
