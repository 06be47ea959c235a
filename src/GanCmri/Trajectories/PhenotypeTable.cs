using System.Globalization;
using CsvHelper;
using GanCmri.Runtime;

namespace GanCmri.Trajectories;

/// <summary>
/// One column of a table of measured frames, found again by a frame's ids. The table's columns subject, series, slice and frame count as far as
/// it has them (capitals do not matter); where frame is a name and no number, frames are numbered in the table's order within their slice.
/// </summary>
public sealed class PhenotypeTable
{
    private readonly Dictionary<string, double> _values = [];
    private readonly bool _series, _slice, _frame;

    private PhenotypeTable(string column, bool series, bool slice, bool frame) => (Column, _series, _slice, _frame) = (column, series, slice, frame);

    /// <summary>The column's header, with its unit.</summary>
    public string Column { get; }

    /// <summary>The frame's value; null if it has none.</summary>
    public double? Of(LatentFrame frame) =>
        _values.TryGetValue(Key(frame.Subject, frame.Series, frame.Slice.ToString(CultureInfo.InvariantCulture), frame.Frame), out var value) ? value : null;

    /// <summary>Reads one column.</summary>
    /// <exception cref="InputException">The file, the column or the subject column is missing, or a value is no number.</exception>
    public static PhenotypeTable Read(string path, string column)
    {
        if (!File.Exists(path)) throw new InputException(path, "a CSV file of phenotypes", "no such file", "make it with gancmri measure");
        using var text = new StreamReader(path);
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        if (!csv.Read() || !csv.ReadHeader()) throw new InputException(path, "a header line", "an empty file", "make it with gancmri measure");
        var headers = csv.HeaderRecord!;
        int At(string name) => Array.FindIndex(headers, h => h.Equals(name, StringComparison.OrdinalIgnoreCase));
        int subject = At("subject"), series = At("series"), slice = At("slice"), frame = At("frame"), value = Array.IndexOf(headers, column);
        if (subject < 0 || value < 0)
        {
            throw new InputException(path, $"a column '{(value < 0 ? column : "subject")}'", string.Join(", ", headers),
                "give the header of one of these with --column");
        }

        var table = new PhenotypeTable(column, series >= 0, slice >= 0, frame >= 0);
        var order = new Dictionary<string, int>();
        while (csv.Read())
        {
            var number = csv.GetField(value);
            string Field(int at) => at < 0 ? "" : csv.GetField(at) ?? "";
            var cine = $"{Field(subject)}\n{Field(series)}\n{Field(slice)}";
            var ordinal = order[cine] = order.TryGetValue(cine, out var last) ? last + 1 : 0;
            var index = int.TryParse(Field(frame), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : ordinal;
            if (string.IsNullOrEmpty(number)) continue;
            if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed))
                throw new InputException($"{path}, line {csv.Parser.Row}", $"a number in '{column}'", "something else", "correct it or leave it empty");
            table._values[table.Key(Field(subject), Field(series), Field(slice), index)] = parsed;
        }

        return table;
    }

    private string Key(string subject, string series, string slice, int frame) =>
        $"{subject}\n{(_series ? series : "")}\n{(_slice ? slice : "")}\n{(_frame ? frame : 0)}";
}
