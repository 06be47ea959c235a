using System.Text.Json;
using GanCmri.Runtime;

namespace GanCmri.Statistics.Meta;

/// <summary>The model whose effects a table holds, as the record beside it (TABLE.run.json) tells: a log of odds and one of hazards, or
/// effects in two scales, are no estimates of one thing.</summary>
/// <param name="Family">E.g. Linear.</param>
/// <param name="InverseNormal">Whether outcomes were ranked to a normal distribution, so that effects are in its SD.</param>
internal sealed record StudyModel(string Family, bool InverseNormal)
{
    /// <summary>Refuses tables whose records tell of different models; those without a record are taken as they are.</summary>
    /// <exception cref="InputException">They do.</exception>
    public static void RequireOne(IReadOnlyList<string> tables)
    {
        StudyModel[] told = [.. tables.Select(Beside).OfType<StudyModel>().Distinct()];
        if (told.Length > 1)
            throw new InputException(
                "results",
                "effects of one model",
                string.Join(" and ", told.Select(m => m.Words)),
                "give results of one model"
            );
    }

    private string Words => $"family {Family.ToLowerInvariant()}{(InverseNormal ? " of ranks (--inverse-normal)" : "")}";

    private static StudyModel? Beside(string table)
    {
        var record = Path.ChangeExtension(table, ".run.json");
        try
        {
            if (!File.Exists(record))
                return null;
            using var json = JsonDocument.Parse(File.ReadAllText(record));
            return
                json.RootElement.TryGetProperty("Options", out var options)
                && options.TryGetProperty("Family", out var family)
                && options.TryGetProperty("InverseNormal", out var ranks)
                ? new StudyModel(family.ToString(), ranks.ValueKind == JsonValueKind.True)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // some other file of that name
        }
    }
}
