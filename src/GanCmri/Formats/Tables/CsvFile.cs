using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using CsvHelper.TypeConversion;
using GanCmri.Runtime;

namespace GanCmri.Formats.Tables;

/// <summary>
/// The one way in which tables of the program are written: UTF-8 without a mark, commas, lines that end with LF on every system, a decimal
/// point whatever the machine's language, and text that a spreadsheet would run as a formula neutralised (<see cref="SpreadsheetText"/>).
/// </summary>
internal static class CsvFile
{
    private static readonly CsvConfiguration Settings = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\n",
        ShouldQuote = cell => ConfigurationFunctions.ShouldQuote(cell) || cell.Field?.Contains('\r') == true,
    };

    /// <summary>Writes a table cell by cell, whole or not at all; text given as a plain string is written as it is.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public static void Write(string path, Action<CsvWriter> write) => AtomicFile.Write(path, stream => Write(stream, write));

    /// <summary>The same into a stream, which stays open.</summary>
    public static void Write(Stream stream, Action<CsvWriter> write)
    {
        using var text = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        using var csv = new CsvWriter(text, Settings);
        Neutralise(csv.Context);
        write(csv);
    }

    /// <summary>Writes records, a column a property.</summary>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public static void WriteRecords<T>(string path, IEnumerable<T> records) => Write(path, csv => csv.WriteRecords(records));

    /// <summary>Reads the records of a table of ours: text comes back as it was before it was neutralised.</summary>
    /// <exception cref="CsvHelperException">It is another table.</exception>
    public static List<T> ReadRecords<T>(string path)
    {
        using var text = new StreamReader(path);
        return ReadRecords<T>(text);
    }

    /// <summary>The same of text that is open.</summary>
    /// <exception cref="CsvHelperException">It is another table.</exception>
    public static List<T> ReadRecords<T>(TextReader text)
    {
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        Neutralise(csv.Context);
        return [.. csv.GetRecords<T>()];
    }

    private static void Neutralise(CsvContext context) => context.TypeConverterCache.AddConverter<string>(new TextCell());

    private sealed class TextCell : StringConverter
    {
        public override string? ConvertToString(object? value, IWriterRow row, MemberMapData memberMapData) =>
            SpreadsheetText.Neutralise(value as string ?? "");

        public override object? ConvertFromString(string? text, IReaderRow row, MemberMapData memberMapData) =>
            SpreadsheetText.Original(text ?? "");
    }
}
