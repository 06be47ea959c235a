using System.Globalization;
using CsvHelper;
using GanCmri.Runtime;

namespace GanCmri.Formats.Tables;

/// <summary>
/// Writes rows as CSV for spreadsheets and statistics programs: UTF-8, comma, decimal point whatever the machine's language, numbers so that
/// they read back unchanged, an empty cell where a number is missing, text that a spreadsheet would run as a formula neutralised.
/// </summary>
/// <typeparam name="T">What one row describes.</typeparam>
public sealed class CsvTable<T>
{
    private readonly List<(string Head, Func<T, string> Cell)> _columns = [];

    /// <summary>Adds a column of text.</summary>
    public CsvTable<T> Text(string head, Func<T, string> value) => Add(head, row => SpreadsheetText.Neutralise(value(row)));

    /// <summary>Adds a column of numbers; the head carries the unit, e.g. "lv_area_mm2".</summary>
    public CsvTable<T> Number(string head, Func<T, double> value) => Add(head, row => Format(value(row)));

    /// <summary>Adds a column of numbers for each of some things, e.g. phenotypes.</summary>
    public CsvTable<T> Numbers<TColumn>(IEnumerable<TColumn> columns, Func<TColumn, string> head, Func<T, TColumn, double> value) =>
        columns.Aggregate(this, (table, column) => table.Number(head(column), row => value(row, column)));

    /// <summary>Adds a column of whole numbers.</summary>
    public CsvTable<T> Count(string head, Func<T, long> value) => Add(head, row => value(row).ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public void Save(string path, IEnumerable<T> rows) => CsvFile.Write(path, csv => Write(csv, rows));

    /// <summary>The file's bytes.</summary>
    internal byte[] Bytes(IEnumerable<T> rows)
    {
        using var bytes = new MemoryStream();
        CsvFile.Write(bytes, csv => Write(csv, rows));
        return bytes.ToArray();
    }

    private void Write(CsvWriter csv, IEnumerable<T> rows)
    {
        foreach (var (head, _) in _columns) csv.WriteField(head);
        csv.NextRecord();
        foreach (var row in rows)
        {
            foreach (var (_, cell) in _columns) csv.WriteField(cell(row));
            csv.NextRecord();
        }
    }

    private static string Format(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private CsvTable<T> Add(string head, Func<T, string> cell)
    {
        _columns.Add((head, cell));
        return this;
    }
}
