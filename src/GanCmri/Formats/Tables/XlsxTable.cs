using System.Globalization;
using System.IO.Compression;
using GanCmri.Runtime;
using MiniExcelLibs;

namespace GanCmri.Formats.Tables;

/// <summary>The first sheet of an Excel workbook (.xlsx) as rows of cells, read as they are asked for.</summary>
internal static class XlsxTable
{
    /// <summary>Whether a file is such a workbook.</summary>
    public static bool Is(string path)
    {
        using var bytes = InputFile.Open(path, "a table");
        Span<byte> head = stackalloc byte[2];
        if (bytes.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.SequenceEqual("PK"u8))
            return false;
        bytes.Position = 0;
        try
        {
            using var zip = new ZipArchive(bytes, ZipArchiveMode.Read);
            return zip.GetEntry("xl/workbook.xml") is not null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The rows as CSV text; rows without any cell are left out.</summary>
    /// <exception cref="InputException">The workbook is damaged.</exception>
    public static TextReader OpenText(string path) => new RowText(Rows(path));

    private static IEnumerable<IReadOnlyList<string?>> Rows(string path)
    {
        using var rows = Guarded(path, () => MiniExcel.Query(path, useHeaderRow: false).GetEnumerator());
        while (Guarded(path, rows.MoveNext))
        {
            string?[] cells = [.. ((IDictionary<string, object?>)rows.Current).Values.Select(Text)];
            if (cells.Any(c => c?.Length > 0))
                yield return cells;
        }
    }

    private static string? Text(object? cell) =>
        cell switch
        {
            null => null,
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            bool truth => truth ? "true" : "false",
            DateTime moment => moment.ToString(
                moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss",
                CultureInfo.InvariantCulture
            ),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => cell.ToString(),
        };

    // The library throws whatever the damage leads to.
    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not (InputException or OutOfMemoryException))
        {
            throw new InputException(
                Path.GetFileName(path),
                "an Excel workbook (.xlsx)",
                "a damaged or protected one",
                "save it again, or save the sheet as CSV",
                e
            );
        }
    }
}
