using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using GanCmri.Runtime;

namespace GanCmri.Formats.Tables;

/// <summary>Small CSV files as text cells.</summary>
internal static class CsvCells
{
    /// <summary>All rows below the header.</summary>
    /// <param name="path">The file; comma, semicolon or tab.</param>
    /// <exception cref="InputException">It does not exist or cannot be read.</exception>
    public static IReadOnlyList<string[]> Read(string path) => [.. Rows(path).Skip(1)];

    /// <summary>All rows as cells by the names in the header.</summary>
    /// <exception cref="InputException">It does not exist, cannot be read, or lacks a column.</exception>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Named(string path, params IReadOnlyList<string> required)
    {
        var rows = Rows(path);
        string[] header = rows.Count == 0 ? [] : rows[0];
        if (required.FirstOrDefault(r => !header.Contains(r)) is { } absent)
            throw new InputException(
                Path.GetFileName(path),
                $"a column '{absent}'",
                $"columns {string.Join(", ", header.Take(20))}",
                "give a file that gancmri associate wrote"
            );
        return [.. rows.Skip(1).Select(cells => header.Zip(cells).DistinctBy(c => c.First).ToDictionary(c => c.First, c => c.Second))];
    }

    private static List<string[]> Rows(string path)
    {
        try
        {
            var text = File.ReadAllText(path, new UTF8Encoding(false, true));
            var head = text.Split('\n')[0];
            var separator = new[] { ",", ";", "\t" }.MaxBy(s => head.Split(s).Length)!;
            using var parser = new CsvParser(
                new StringReader(text),
                new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = separator, BadDataFound = null }
            );
            var rows = new List<string[]>();
            while (parser.Read())
                rows.Add(parser.Record ?? []);
            return rows;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException or CsvHelperException)
        {
            throw new InputException(
                Path.GetFileName(path),
                "a CSV file in UTF-8",
                File.Exists(path) ? "what cannot be read" : "no such file",
                "correct the path or save it as CSV"
            );
        }
    }
}
