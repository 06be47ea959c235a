using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using GanCmri.Formats;
using GanCmri.Formats.Tables;
using GanCmri.Runtime;

namespace GanCmri.Studies.ReaderStudies;

/// <summary>A row of a table of text.</summary>
/// <param name="Where">File and line, for messages.</param>
/// <param name="Cells">The cells of the columns asked for, in their order, trimmed.</param>
internal sealed record ReaderTableRow(string Where, IReadOnlyList<string> Cells);

/// <summary>Reads keys and answers, also where a spreadsheet has saved them again (semicolons, tabs).</summary>
internal static class ReaderTable
{
    /// <summary>Reads the named columns; others are ignored.</summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="kind">What it should be, for messages, e.g. "answers that a page of gancmri reader-study make has saved".</param>
    /// <param name="columns">The columns.</param>
    /// <exception cref="InputException">It is missing, empty, or another table.</exception>
    public static IReadOnlyList<ReaderTableRow> Read(string path, string kind, params string[] columns)
    {
        using var text = TableText.Open(path, kind);
        using var csv = new CsvReader(
            text,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                BadDataFound = null,
                MissingFieldFound = null,
                DetectDelimiter = true,
                DetectDelimiterValues = [",", ";", "\t"],
                PrepareHeaderForMatch = h => h.Header.Trim().ToLowerInvariant(),
            }
        );
        try
        {
            if (!csv.Read() || !csv.ReadHeader())
                throw new InputException(path, kind, "an empty file", "download it again");
            var known = csv.HeaderRecord!.Select(h => h.Trim().ToLowerInvariant()).ToHashSet();
            if (Array.Find(columns, c => !known.Contains(c)) is { } missing)
                throw new InputException(path, $"{kind}, with a column '{missing}'", "none of this name", "give the file as it was saved");
            List<ReaderTableRow> rows = [];
            while (csv.Read())
                rows.Add(
                    new ReaderTableRow(
                        $"{path}, line {csv.Parser.RawRow}",
                        [.. columns.Select(c => SpreadsheetText.Original(csv.GetField(c) ?? "").Trim())]
                    )
                );
            return rows.Count > 0 ? rows : throw new InputException(path, kind, "a header alone", "give a file with rows");
        }
        catch (CsvHelperException e)
        {
            throw new InputException(path, kind, "another file", "give the file as it was saved", e);
        }
    }
}
