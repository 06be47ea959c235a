using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Phenotypes;

/// <summary>Height, weight and heart rate of subjects, from a table: subject, and any of height_cm, weight_kg, heart_rate_bpm.</summary>
internal sealed class BodyTable
{
    private static readonly string[] Measures = ["height_cm", "weight_kg", "heart_rate_bpm"],
        Subjects = ["subject", "patient", "id"];
    private readonly Dictionary<string, BodyMeasures> _people;

    private BodyTable(Dictionary<string, BodyMeasures> people) => _people = people;

    /// <summary>Reads a table.</summary>
    /// <param name="path">CSV, Parquet or Excel, with a head.</param>
    /// <exception cref="InputException">It is missing or another table, has none of the measures or one without its unit, a subject comes
    /// twice, or a cell is no number or hardly one of a person.</exception>
    public static BodyTable Read(string path)
    {
        var header = TableNames.Of(path);
        var subject =
            Array.Find(Subjects, header.Contains)
            ?? throw new InputException(
                path,
                "a table of subject, height_cm, weight_kg, heart_rate_bpm (any of them)",
                "the columns " + string.Join(", ", header.Take(20)),
                "name the right file"
            );
        RequireUnits(path, header);
        string[] measures = [.. Measures.Intersect(header)];
        var table = TableCells.ReadColumns(path, [subject, .. measures]);
        double[] heights = Plausible("height_cm", 30, 250),
            weights = Plausible("weight_kg", 1, 400),
            rates = Plausible("heart_rate_bpm", 20, 250);
        var people = new Dictionary<string, BodyMeasures>(StringComparer.Ordinal);
        foreach (var (i, row) in table.Rows.Index())
            if (!people.TryAdd(row[subject], new BodyMeasures(heights[i], weights[i], rates[i])))
                throw new InputException(path, "a row a subject", $"one twice, in row {i + 1}", "keep one of them");
        return new BodyTable(people);

        double[] Plausible(string column, double least, double most)
        {
            if (!measures.Contains(column))
                return [.. table.Rows.Select(_ => double.NaN)];
            var values = table.Numbers(column);
            var wrong = Array.FindIndex(values, v => v < least || v > most);
            return wrong < 0
                ? values
                : throw new InputException(
                    path,
                    FormattableString.Invariant($"{column} of {least} to {most}"),
                    $"{CellText.Shown(values[wrong].ToString(CultureInfo.InvariantCulture))} in row {wrong + 1}",
                    "correct it, or leave the cell empty"
                );
        }
    }

    /// <summary>Whether the table has a line of this subject.</summary>
    public bool Has(string subject) => _people.ContainsKey(subject);

    /// <summary>What is known of a subject.</summary>
    public BodyMeasures Of(string subject) => _people.GetValueOrDefault(subject, BodyMeasures.Unknown);

    // A measure in another unit, or under another name, must not count as unknown without a word.
    private static void RequireUnits(string path, IReadOnlyList<string> columns)
    {
        foreach (var (start, name) in new[] { ("height", "height_cm"), ("weight", "weight_kg"), ("heart_rate", "heart_rate_bpm") })
        {
            if (!columns.Contains(name) && columns.FirstOrDefault(c => IsLike(c, start)) is { } other)
                throw new InputException(path, $"the column {name}", $"'{other}'", $"call it {name}, in this unit");
        }

        if (!columns.Intersect(Measures).Any())
            throw new InputException(
                path,
                $"any of the columns {string.Join(", ", Measures)}",
                "the columns " + string.Join(", ", columns),
                "name the columns so"
            );
    }

    private static bool IsLike(string column, string start) =>
        column.Trim().Replace(' ', '_').StartsWith(start, StringComparison.OrdinalIgnoreCase);
}
