using GanCmri.Formats.Tables.Parquet;
using GanCmri.Runtime;

namespace GanCmri.Formats.Tables;

/// <summary>Tables of any form as CSV text, for readers of small tables: CSV as it is, Parquet and Excel's first sheet put into
/// words.</summary>
internal static class TableText
{
    /// <summary>Opens a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it should be, for the message.</param>
    /// <exception cref="InputException">It is missing, or a damaged Parquet file or workbook.</exception>
    public static TextReader Open(string path, string kind)
    {
        var stream = InputFile.Open(path, kind);
        if (ParquetTable.Is(path) || XlsxTable.Is(path))
        {
            stream.Dispose();
            return ParquetTable.Is(path) ? new RowText(Rows(path)) : XlsxTable.OpenText(path);
        }

        return new StreamReader(stream);
    }

    /// <summary>The names, then the rows of a Parquet file.</summary>
    public static IEnumerable<IReadOnlyList<string?>> Rows(string path)
    {
        using var table = ParquetTable.Open(path);
        var columns = table.FlatColumns;
        yield return [.. columns.Select(c => c.Name)];
        for (var group = 0; group < table.RowGroups.Count; group++)
        {
            var cells = columns.Select(c => table.Texts(group, c)).ToArray();
            for (var row = 0; row < table.RowGroups[group]; row++)
                yield return Array.ConvertAll(cells, c => c[row]);
        }
    }
}
