using System.Globalization;
using CsvHelper;
using GanCmri.Formats.Tables.Parquet;
using GanCmri.Runtime;

namespace GanCmri.Formats.Tables;

/// <summary>
/// Writes rows as a table, in the form the file's name asks for. ".parquet": typed columns, units in the metadata, missing numbers null.
/// All else is CSV for spreadsheets and statistics programs: UTF-8, comma, decimal point whatever the machine's language, numbers so that
/// they read back unchanged, an empty cell where a number is missing, text that a spreadsheet would run as a formula neutralised.
/// </summary>
/// <typeparam name="T">What one row describes.</typeparam>
internal sealed class TableWriter<T>
{
    private readonly List<WrittenColumn<T>> _columns = [];

    /// <summary>The columns so far.</summary>
    public IReadOnlyList<WrittenColumn<T>> Columns => _columns;

    /// <summary>Adds a column of text.</summary>
    public TableWriter<T> Text(string head, Func<T, string> value) =>
        Add(new(head, CellKind.Text, row => SpreadsheetText.Neutralise(value(row))) { Text = value });

    /// <summary>Adds a column of numbers; the head carries the unit, e.g. "lv_area_mm2".</summary>
    public TableWriter<T> Number(string head, Func<T, double> value) =>
        Number(head, row => value(row) is var number && double.IsFinite(number) ? number : double.NaN, row => Format(value(row)));

    /// <summary>Adds a column of numbers that CSV tells in words of its own: e.g. with more digits than a number holds.</summary>
    public TableWriter<T> Number(string head, Func<T, double> value, Func<T, string> cell) =>
        Add(new(head, CellKind.Number, cell) { Number = value });

    /// <summary>Adds a column of measured numbers, rounded to four decimals in every kind of file.</summary>
    public TableWriter<T> Measured(string head, Func<T, double> value) =>
        Number(head, row => ShortNumber.Of(value(row)), row => ShortNumber.Text(value(row)));

    /// <summary>Adds a column of numbers for each of some things, e.g. phenotypes.</summary>
    public TableWriter<T> Numbers<TColumn>(IEnumerable<TColumn> columns, Func<TColumn, string> head, Func<T, TColumn, double> value) =>
        columns.Aggregate(this, (table, column) => table.Number(head(column), row => value(row, column)));

    /// <summary>Adds a column of whole numbers; null is missing.</summary>
    public TableWriter<T> Count(string head, Func<T, long?> value) =>
        Add(new(head, CellKind.Whole, row => value(row)?.ToString(CultureInfo.InvariantCulture) ?? "") { Whole = value });

    /// <summary>Adds lists of numbers, all of one length: a column of lists, or in CSV a column a number, with its place behind the
    /// head.</summary>
    /// <param name="head">Stem of the heads, e.g. "w" for w0, w1, ...</param>
    /// <param name="length">Numbers in a list.</param>
    /// <param name="value">The list.</param>
    public TableWriter<T> Vector(string head, int length, Func<T, ReadOnlyMemory<float>> value) =>
        Add(new(head, CellKind.Vector, _ => "") { Vector = value, Length = length });

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public void Save(string path, IEnumerable<T> rows)
    {
        if (TableFileName.IsParquet(path))
            ParquetRowWriter.Write(path, _columns, rows);
        else
            SaveCsv(path, rows);
    }

    /// <summary>The bytes of the table as CSV.</summary>
    internal byte[] CsvBytes(IEnumerable<T> rows)
    {
        using var bytes = new MemoryStream();
        CsvFile.Write(bytes, csv => Write(csv, rows));
        return bytes.ToArray();
    }

    private void SaveCsv(string path, IEnumerable<T> rows) => CsvFile.Write(path, csv => Write(csv, rows));

    private void Write(CsvWriter csv, IEnumerable<T> rows)
    {
        foreach (var column in _columns)
            for (var i = 0; i < column.Length; i++)
                csv.WriteField(column.Kind == CellKind.Vector ? FormattableString.Invariant($"{column.Head}{i}") : column.Head);
        csv.NextRecord();
        foreach (var row in rows)
        {
            foreach (var column in _columns)
            {
                if (column.Vector is not { } vector)
                    csv.WriteField(column.Cell(row));
                else
                    foreach (var value in vector(row).Span)
                        csv.WriteField(Format(value));
            }

            csv.NextRecord();
        }
    }

    private static string Format(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Format(float value) => float.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private TableWriter<T> Add(WrittenColumn<T> column)
    {
        _columns.Add(column);
        return this;
    }
}
