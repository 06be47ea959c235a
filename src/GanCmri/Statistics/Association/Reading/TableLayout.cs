using System.Globalization;
using System.Text;
using GanCmri.Runtime;

namespace GanCmri.Statistics.Association.Reading;

/// <summary>How a table is laid out: what stands before the header, the header, the delimiter.</summary>
/// <param name="Names">Column names, trimmed; empty ones at the end left out.</param>
/// <param name="Delimiter">Comma, semicolon, tab, bar or space.</param>
/// <param name="LinesBefore">Lines to skip before the header: comments, "sep=;", empty lines.</param>
/// <param name="HeaderCells">Cells of the header, with empty ones at its end.</param>
/// <param name="RowNames">Whether rows begin with a name the header knows nothing of, as R's write.table writes them.</param>
internal sealed record TableLayout(IReadOnlyList<string> Names, char Delimiter, int LinesBefore, int HeaderCells, bool RowNames)
{
    private const int LeastHead = 1 << 16;
    private const int MostHead = 1 << 22;
    private const int HeadLines = 40;
    private const string Delimiters = ",;\t| "; // spaces only where nothing else parts the header

    /// <summary>Reads the layout off the beginning of a table.</summary>
    /// <exception cref="InputException">No header.</exception>
    public static TableLayout Read(TextReader text, string file)
    {
        var lines = new StringReader(Head(text));
        var before = 0;
        char? asked = null;
        string? line,
            comment = null;
        while ((line = lines.ReadLine()) is not null && (IsSeparatorLine(line) || line.StartsWith('#') || string.IsNullOrWhiteSpace(line)))
        {
            before++;
            if (IsSeparatorLine(line))
                asked = line.Trim().Trim('"')[4..] is [var d] ? d : '\t';
            comment = line.StartsWith('#') ? line[1..] : null;
        }

        if (line is null)
            throw new InputException(file, "a header line", "none", "give a CSV with column names");
        var rest = line + "\n" + lines.ReadToEnd();
        if (comment is not null && Commented(comment, rest, asked) is { } commented)
            return commented with { LinesBefore = before - 1 };
        var layout = Best(rest, asked) with { LinesBefore = before };
        if (layout.Delimiter == ' ' && layout.Names.Any(n => n.Length == 0))
            throw new InputException(
                file,
                "columns parted by one character each",
                "columns aligned by several spaces",
                "save the table as CSV"
            );
        if (layout.Names.All(n => n.Length == 0 || IsNumber(n)) && layout.Names.Any(n => n.Length > 0))
            throw new InputException(file, "a header line with column names", "a first line of numbers only", "add a line with the names");
        return layout;
    }

    /// <summary>Place of a column among the cells of a row.</summary>
    /// <exception cref="InputException">The column is not there, or its name occurs twice.</exception>
    public int IndexOf(string column, string file) => TableNames.Place(Names, column, file) + (RowNames ? 1 : 0);

    private static string Head(TextReader text)
    {
        var head = new StringBuilder();
        var buffer = new char[LeastHead];
        int read,
            ends = 0;
        while (ends < HeadLines && head.Length < MostHead && (read = text.ReadBlock(buffer)) > 0)
        {
            head.Append(buffer, 0, read);
            ends += buffer.AsSpan(0, read).Count('\n') + buffer.AsSpan(0, read).Count('\r');
        }

        return head.ToString();
    }

    // "#FID IID age" above rows with as many cells is the header.
    private static TableLayout? Commented(string comment, string rest, char? asked)
    {
        var layout = Best(comment + "\n" + rest, asked);
        var row = SepRecords.Of(rest, layout.Delimiter, most: 1)[0];
        return layout.Names.Count > 1 && row.Length == layout.HeaderCells && row.Any(IsNumber) && !layout.Names.Any(IsNumber)
            ? layout
            : null;
    }

    private static TableLayout Best(string text, char? asked)
    {
        var all = (asked is { } d ? $"{d}" : Delimiters)
            .Select(delimiter => Of(SepRecords.Of(text, delimiter, most: 20), delimiter, BeginsQuoted(text)))
            .ToArray();
        var fitting = all.Where(l => l.Fits && l.Layout is { Names.Count: > 1, Delimiter: not ' ' }).ToArray();
        if (fitting.Length == 0)
            fitting = [.. all.Where(l => l.Layout.Delimiter != ' ' && l.Layout.Names.Count > 1)];
        if (fitting.Length == 0)
            fitting = [.. all.Where(l => l.Fits || l.Layout.Delimiter != ' ')];
        return (fitting.Length > 0 ? fitting : all).MaxBy(l => l.Layout.Names.Count)!.Layout;
    }

    // R quotes the names of rows. Between commas others are none: a number with a decimal comma makes a cell more, too.
    private static bool BeginsQuoted(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.Length > 1 && lines[1].StartsWith('"');
    }

    // Whether in all rows two neighbours are whole numbers, the second without a sign: 5,40 may be one number.
    private static bool MayBeDecimalCommas(string[][] rows) =>
        Enumerable.Range(1, rows[0].Length - 2).Any(c => rows.All(r => IsWhole(r[c].AsSpan().TrimStart("+-")) && IsWhole(r[c + 1])));

    private static bool IsWhole(ReadOnlySpan<char> cell) => cell.Length > 0 && cell.IndexOfAnyExceptInRange('0', '9') < 0;

    private static Trial Of(IReadOnlyList<string[]> records, char delimiter, bool isQuoted)
    {
        var names = records[0].Select(n => n.Trim()).ToArray();
        var count = Array.FindLastIndex(names, n => n.Length > 0) + 1;
        var rows = records.Skip(1).ToArray();
        var wider = rows.Length > 0 && rows.All(r => r.Length == names.Length + 1);
        var rowNames = wider && rows.Any(r => r[^1].Length > 0) && (delimiter != ',' || isQuoted && !MayBeDecimalCommas(rows));
        var layout = new TableLayout(names[..count], delimiter, 0, names.Length, rowNames);
        return new Trial(layout, wider || rows.All(r => r.Length >= count && r.Skip(names.Length).All(string.IsNullOrWhiteSpace)));
    }

    private static bool IsSeparatorLine(string line) =>
        line.TrimStart('"').StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && line.Length <= 8;

    private static bool IsNumber(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private sealed record Trial(TableLayout Layout, bool Fits);
}
