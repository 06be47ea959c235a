using GanCmri.Formats.Tables;
using GanCmri.Formats.Tables.Parquet;
using GanCmri.Runtime;

namespace GanCmri.Statistics.Association.Reading;

/// <summary>Rows of one table with the columns of another beside them, by a key that is unique there: frames or subjects with what a clinic
/// knows of them.</summary>
internal static class TableJoin
{
    /// <summary>Writes the joined table as CSV: all rows of the first; where the second has no row of a key, its columns are
    /// empty.</summary>
    /// <param name="table">The first table.</param>
    /// <param name="other">The second.</param>
    /// <param name="on">The key: "subject=id", or "subject" where it has one name in both.</param>
    /// <param name="path">The file to write.</param>
    /// <returns>What came together, in lines for the screen.</returns>
    /// <exception cref="InputException">A column is not there, a key is twice in the second table, or no row finds a partner.</exception>
    public static IReadOnlyList<string> Write(string table, string other, string on, string path)
    {
        var (left, right) = on.Split('=') is [var a, var b] ? (a.Trim(), b.Trim()) : (on.Trim(), on.Trim());
        using var main = Rows(table).GetEnumerator();
        using var clinic = Rows(other).GetEnumerator();
        var (names, added) = (Names(main), Names(clinic));
        var (key, match) = (
            TableNames.Place(names, left, Path.GetFileName(table)),
            TableNames.Place(added, right, Path.GetFileName(other))
        );
        var partners = Partners(clinic, match, other, right);
        int[] taken =
        [
            .. Enumerable.Range(0, added.Count).Where(i => i != match && !names.Contains(added[i], StringComparer.OrdinalIgnoreCase)),
        ];
        long rows = 0,
            matched = 0;
        var found = new HashSet<string>(StringComparer.Ordinal);
        CsvFile.Write(
            path,
            csv =>
            {
                foreach (var name in names.Concat(taken.Select(i => added[i])))
                    csv.WriteField(name);
                csv.NextRecord();
                while (main.MoveNext())
                {
                    rows++;
                    var id = SpreadsheetText.Original(Cell(main.Current, key));
                    var partner = partners.GetValueOrDefault(id);
                    if (partner is not null && ++matched > 0)
                        found.Add(id);
                    for (var i = 0; i < names.Count; i++)
                        csv.WriteField(Cell(main.Current, i));
                    foreach (var i in taken)
                        csv.WriteField(partner is null ? "" : Cell(partner, i));
                    csv.NextRecord();
                }
            }
        );
        if (matched == 0)
            throw new InputException(
                $"{Path.GetFileName(other)}, column '{right}'",
                $"values of '{left}' of {Path.GetFileName(table)}",
                $"none among {partners.Count}",
                "name the columns of the same ids (--on subject=id), and mind leading zeros and capitals"
            );
        var twice = added.Where((n, i) => i != match && !taken.Contains(i)).ToArray();
        return
        [
            $"joined on {left}={right}: {matched} of {rows} rows have a partner, {rows - matched} have none and miss its columns; "
                + $"{partners.Count - found.Count} of {partners.Count} rows of the joined table are not used",
            .. twice.Length > 0
                ? [$"not taken from {Path.GetFileName(other)}, as the table has columns of these names: {string.Join(", ", twice)}"]
                : Array.Empty<string>(),
        ];
    }

    private static Dictionary<string, IReadOnlyList<string?>> Partners(
        IEnumerator<IReadOnlyList<string?>> rows,
        int match,
        string file,
        string column
    )
    {
        var partners = new Dictionary<string, IReadOnlyList<string?>>(StringComparer.Ordinal);
        var places = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var row = 1L; rows.MoveNext(); row++)
        {
            var id = SpreadsheetText.Original(Cell(rows.Current, match));
            if (id.Length == 0)
                continue;
            if (!partners.TryAdd(id, rows.Current))
                throw new InputException(
                    $"{Path.GetFileName(file)}, column '{column}'",
                    "each id once",
                    $"one in data rows {places[id]} and {row}",
                    "keep one row of each, or join the other way round"
                );
            places[id] = row;
        }

        return partners;
    }

    private static List<string> Names(IEnumerator<IReadOnlyList<string?>> rows)
    {
        rows.MoveNext();
        return [.. rows.Current.Select(n => n ?? "")];
    }

    private static string Cell(IReadOnlyList<string?> row, int place) => place < row.Count ? row[place]?.Trim() ?? "" : "";

    // The names, then the rows.
    private static IEnumerable<IReadOnlyList<string?>> Rows(string path) => ParquetTable.Is(path) ? TableText.Rows(path) : TextRows(path);

    private static IEnumerable<IReadOnlyList<string?>> TextRows(string path)
    {
        var file = Path.GetFileName(path);
        TableLayout layout;
        using (var head = TableFile.Open(path))
            layout = TableLayout.Read(head.Text, file);
        yield return layout.Names;
        using var source = TableFile.Open(path);
        for (var i = 0; i < layout.LinesBefore; i++)
            source.Text.ReadLine();
        using var reader = SepRecords.Open(source.Text, layout.Delimiter);
        reader.MoveNext(); // the header
        var skipped = layout.RowNames ? 1 : 0;
        for (var number = 1L; reader.MoveNext(); )
        {
            var cells = new string?[layout.Names.Count];
            var count = reader.Current.ColCount;
            if (reader.Current.Span.IsWhiteSpace() || (count < cells.Length + skipped && reader.Current.Span[0] == '#'))
                continue;
            if (count < cells.Length + skipped)
                throw new InputException(
                    $"{file}, data row {number}",
                    $"as many cells as the header ({cells.Length})",
                    $"{count}",
                    "correct the row (quote cells that hold the delimiter)"
                );
            for (var i = 0; i < cells.Length; i++)
                cells[i] = reader.Current[i + skipped].ToString();
            number++;
            if (Array.Exists(cells, c => !string.IsNullOrWhiteSpace(c)))
                yield return cells;
        }
    }
}
