using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Statistics.Association;

/// <summary>Counts missing cells of a phenotype and of all columns its models may need: by column, then by pattern, the commonest
/// first.</summary>
internal sealed class MissingReport(StudyColumns study, TableBlock table, IReadOnlyDictionary<int, BinaryOutcome?> outcomes)
{
    /// <summary>The report of all phenotypes.</summary>
    public IReadOnlyList<MissingRow> Of(IReadOnlyList<SourceMask> masks) =>
        [.. study.Outcomes.SelectMany(o => masks.SelectMany(m => Of(o, m)))];

    private IEnumerable<MissingRow> Of(int outcome, SourceMask mask)
    {
        int[] columns = [.. study.Predictors.Concat(study.OfRows).Prepend(outcome).Distinct()];
        int[] rows = [.. Enumerable.Range(0, table.Rows).Where(i => mask.Rows?[i] ?? true)];
        var coding = outcomes.GetValueOrDefault(outcome);
        bool Known(int row, int column) => !double.IsNaN(table.Columns[column][row]);
        long? Count(IEnumerable<int> of, bool isCase) =>
            coding is null ? null : of.Count(i => Known(i, outcome) && coding.IsCase(table.Columns[outcome][i]) == isCase);
        var all = new MissingRow
        {
            Phenotype = study.Table[outcome].Name,
            Source = mask.Source,
            IsPattern = false,
            Columns = [],
            Missing = 0,
            Rows = rows.Length,
            Cases = Count(rows, true),
            Controls = Count(rows, false),
        };
        MissingRow Row(bool pattern, IEnumerable<int> which, IReadOnlyList<int> missing) =>
            all with
            {
                IsPattern = pattern,
                Columns = [.. which.Select(c => study.Table[c].Name)],
                Missing = missing.Count,
                MissingCases = Count(missing, true),
                MissingControls = Count(missing, false),
            };
        foreach (var column in columns)
            yield return Row(false, [column], [.. rows.Where(i => !Known(i, column))]);
        var patterns = rows.GroupBy(i => string.Concat(columns.Select(c => Known(i, c) ? '1' : '0')));
        foreach (var pattern in patterns.OrderByDescending(p => p.Count()).ThenByDescending(p => p.Key, StringComparer.Ordinal))
            yield return Row(true, columns.Where((_, i) => pattern.Key[i] == '0'), [.. pattern]);
    }
}
