using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration.Attributes;
using GanCmri.Formats;
using GanCmri.Formats.Tables;
using GanCmri.Runtime;

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
    /// twice, or a number is hardly one of a person.</exception>
    public static BodyTable Read(string path)
    {
        const string Expected = "a table of subject, height_cm, weight_kg, heart_rate_bpm (any of them)";
        try
        {
            using (var head = TableText.Open(path, Expected))
                RequireColumns(path, CsvFile.ReadHeader(head));
            var people = new Dictionary<string, BodyMeasures>(StringComparer.Ordinal);
            using var text = TableText.Open(path, Expected);
            foreach (var (row, at) in CsvFile.ReadRecords<Row>(text).Select((r, i) => (r, i + 2)))
            {
                double Plausible(string column, double? value, double least, double most) =>
                    value is not { } v ? double.NaN
                    : v >= least && v <= most ? v
                    : throw new InputException(
                        path,
                        FormattableString.Invariant($"{column} of {least} to {most}"),
                        $"{CellText.Shown(v.ToString(CultureInfo.InvariantCulture))} in line {at}",
                        "correct it, or leave the cell empty"
                    );
                var body = new BodyMeasures(
                    Plausible("height_cm", row.HeightCm, 30, 250),
                    Plausible("weight_kg", row.WeightKg, 1, 400),
                    Plausible("heart_rate_bpm", row.HeartRateBpm, 20, 250)
                );
                if (!people.TryAdd(row.Subject, body))
                    throw new InputException(path, "a line a subject", $"one twice, in line {at}", "keep one of them");
            }

            return new BodyTable(people);
        }
        catch (Exception e) when (e is CsvHelperException or IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                path,
                Expected,
                File.Exists(path) ? "another table" : InputFile.Instead(path),
                "name the right file",
                e
            );
        }
    }

    /// <summary>Whether the table has a line of this subject.</summary>
    public bool Has(string subject) => _people.ContainsKey(subject);

    /// <summary>What is known of a subject.</summary>
    public BodyMeasures Of(string subject) => _people.GetValueOrDefault(subject, BodyMeasures.Unknown);

    // A measure in another unit, or under another name, must not count as unknown without a word.
    private static void RequireColumns(string path, IReadOnlyList<string> columns)
    {
        if (!columns.Intersect(Subjects).Any())
            return; // another table
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

    private sealed record Row
    {
        [Name("subject", "patient", "id")]
        public required string Subject { get; init; }

        [Name("height_cm"), Optional]
        public double? HeightCm { get; init; }

        [Name("weight_kg"), Optional]
        public double? WeightKg { get; init; }

        [Name("heart_rate_bpm"), Optional]
        public double? HeartRateBpm { get; init; }
    }
}
