using System.Globalization;
using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Statistics.Association;

/// <summary>What a reader of the results must know about the table: categories, missing cells, cases, knots.</summary>
internal static class StudyNotes
{
    /// <summary>A sentence each.</summary>
    public static IReadOnlyList<string> Of(
        StudyColumns study,
        SourceSplit split,
        AssociationOptions options,
        IReadOnlyDictionary<int, BinaryOutcome?> outcomes
    )
    {
        var notes = new List<string>();
        foreach (var column in study.Predictors.Select(i => study.Table[i]).Where(c => c.IsText && c.Levels.Count > 0))
            notes.Add(
                $"{column.Name}: categories {string.Join(", ", column.Levels.Order(StringComparer.Ordinal).Take(20))}; compared with "
                    + (column.Reference ?? "the first that a model has rows of")
            );
        string[] both = [.. study.Exposures.Where(e => study.Covariates.Any(e.IsOf)).Select(e => e.Name)];
        if (both.Length > 0)
            notes.Add($"{string.Join(", ", both)}: exposure and covariate, so each is left out of its own test's covariates");
        foreach (var column in study.Table.Where(c => c.Unreadable > 0))
            notes.Add($"{column.Name}: {column.Unreadable} cells are not numbers and count as missing");
        foreach (var column in study.Table.Where(c => c.Marks.Count > 0))
            notes.Add($"{column.Name}: {string.Join(", ", column.Marks.Select(m => $"{m.Key} ({m.Value})"))} count as missing");
        if (options is { Imputations: > 0, Cluster: { } together })
            notes.Add($"imputed as if rows of one {together} were independent");
        if (options.Order.Count > 0)
            notes.Add($"order: {string.Join(" < ", options.Order)}");
        foreach (var column in outcomes.Where(c => c.Value is not null))
            notes.Add($"{study.Table[column.Key].Name}: {column.Value!.Says}");
        if (study.Marker is { } marker && split.CountsNumbersAsReal)
            notes.Add($"{study.Table[marker].Name}: only numbers, so all rows count as real");
        if (options.Correlations && options.Grouping.FirstOrDefault() is { } group)
            notes.Add($"correlations: rows of one {group} are not independent, so they have no intervals and tests");
        if (split.Sources.Contains(RowSource.Synthetic))
            notes.Add(AssociationTable.SyntheticNote);
        foreach (
            var spline in study
                .Exposures.SelectMany(e => e.Reported.Concat(e.Held))
                .Concat(study.Covariates)
                .SelectMany(t => t.Variables)
                .Where(v => v.Knots.Count > 1)
                .DistinctBy(v => v.Name)
        )
        {
            notes.Add(
                $"{spline.Name}: knots at "
                    + $"{string.Join(", ", spline.Knots.Select(k => k.ToString("G6", CultureInfo.InvariantCulture)))}"
            );
        }

        return notes;
    }
}
