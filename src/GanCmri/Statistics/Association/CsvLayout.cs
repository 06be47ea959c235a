using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using GanCmri.Runtime;

namespace GanCmri.Statistics.Association;

/// <summary>The header of a CSV file.</summary>
/// <param name="Names">Column names, trimmed.</param>
/// <param name="Delimiter">Comma, semicolon or tab: whichever the header holds most of.</param>
internal sealed record CsvLayout(IReadOnlyList<string> Names, char Delimiter)
{
    private const int MaxHeaderBytes = 1 << 22;

    /// <summary>Reads the header and leaves the stream at the first data row.</summary>
    public static CsvLayout Read(Stream stream, string name)
    {
        var line = new List<byte>();
        for (int b, inside = 0; (b = stream.ReadByte()) >= 0 && line.Count < MaxHeaderBytes;)
        {
            if (b == '"') inside = 1 - inside;
            if (b == '\n' && inside == 0) break;
            line.Add((byte)b);
        }

        var text = Encoding.UTF8.GetString([.. line]).TrimStart('\uFEFF').TrimEnd('\r');
        if (string.IsNullOrWhiteSpace(text)) throw new InputException(name, "a header line", "none", "give a CSV with column names");
        var delimiter = ",;\t".MaxBy(d => text.Count(c => c == d));
        using var parser = new CsvParser(new StringReader(text), Configuration(delimiter));
        parser.Read();
        return new CsvLayout([.. parser.Record!.Select(n => n.Trim())], delimiter);
    }

    /// <summary>Place of a column.</summary>
    /// <exception cref="InputException">The column is not there, or its name occurs twice.</exception>
    public int IndexOf(string column, string file)
    {
        var places = Enumerable.Range(0, Names.Count).Where(i => Names[i] == column).ToArray();
        return places.Length switch
        {
            1 => places[0],
            0 => throw new InputException($"{file}, column '{column}'", "a column of that name",
                "columns " + string.Join(", ", Names.Take(30)) + (Names.Count > 30 ? ", ..." : ""), "correct the name"),
            _ => throw new InputException($"{file}, column '{column}'", "one column of that name", $"{places.Length}", "rename the others"),
        };
    }

    /// <summary>Settings for reading this file's records.</summary>
    public static CsvConfiguration Configuration(char delimiter) =>
        new(CultureInfo.InvariantCulture) { Delimiter = delimiter.ToString(), BadDataFound = null, ExceptionMessagesContainRawData = false };
}
