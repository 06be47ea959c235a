using CsvHelper;
using CsvHelper.Configuration.Attributes;
using GanCmri.Formats.Tables;
using GanCmri.Runtime;

namespace GanCmri.Phenotypes;

/// <summary>Height, weight and heart rate of subjects, from a table: subject, and any of height_cm, weight_kg, heart_rate_bpm.</summary>
internal sealed class BodyTable
{
    private readonly Dictionary<string, BodyMeasures> _people;

    private BodyTable(Dictionary<string, BodyMeasures> people) => _people = people;

    /// <summary>Reads a table.</summary>
    /// <param name="path">CSV, Parquet or Excel, with a head.</param>
    /// <exception cref="InputException">It is missing or another table, a subject comes twice, or a number is hardly one of a
    /// person.</exception>
    public static BodyTable Read(string path)
    {
        const string Expected = "a table of subject, height_cm, weight_kg, heart_rate_bpm (any of them)";
        try
        {
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
                        FormattableString.Invariant($"{v} in line {at}"),
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
            throw new InputException(path, Expected, File.Exists(path) ? "another table" : "no such file", "name the right file", e);
        }
    }

    /// <summary>Whether the table has a line of this subject.</summary>
    public bool Has(string subject) => _people.ContainsKey(subject);

    /// <summary>What is known of a subject.</summary>
    public BodyMeasures Of(string subject) => _people.GetValueOrDefault(subject, BodyMeasures.Unknown);

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
