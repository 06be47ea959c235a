using GanCmri.Runtime;
using GanCmri.Statistics.Association;
using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Statistics.Cohorts;

/// <summary>A table whose controls were matched to its cases.</summary>
/// <param name="Header">Its columns.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Sets">The sets.</param>
/// <param name="Balance">How alike cases and controls are, before and after.</param>
internal sealed record MatchedTable(
    IReadOnlyList<string> Header,
    IReadOnlyList<IReadOnlyDictionary<string, string>> Rows,
    MatchedSets Sets,
    IReadOnlyList<Balance> Balance
)
{
    /// <summary>Probability of being a case given the columns matched on, as they were; NaN where unknown or not estimable.</summary>
    public required IReadOnlyList<double> Propensity { get; init; }

    /// <summary>Say that sets share people, who differ in a column matched exactly, and that names differ in capitals only.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Rows that could not take part: case or control is not told, or a value to match on is missing.</summary>
    public required int Incomplete { get; init; }

    private static readonly string[] Added = ["matched_set", "matched_case", "matched_weight"];

    /// <summary>Matches a table.</summary>
    /// <param name="path">CSV, Parquet or Excel, with a header.</param>
    /// <param name="options">Who is a case, and what is matched on.</param>
    /// <exception cref="InputException">A column is missing, words do not say who is a case, a caliper stands for text, or people have
    /// several rows that a set may hold together.</exception>
    public static MatchedTable Of(string path, MatchOptions options)
    {
        options.Validate();
        var (_, header, rows) = TableCells.Read(path, [options.CaseColumn, .. options.On.Select(c => c.Column)]);
        RequireNone(path, header);
        string[] Cells(string column) => [.. rows.Select(r => r[column])];
        var cases = Cases(Cells(options.CaseColumn), options);
        bool[] complete = [.. rows.Select((row, i) => cases[i] is not null && options.On.All(c => row[c.Column].Length > 0))];
        var people = SubjectRows.Of(header, [.. rows.Where((_, i) => complete[i])], options);
        people?.RequireApart(Path.GetFileName(path));
        MatchedColumn[] columns = [.. options.On.Select(c => new MatchedColumn(c, Cells(c.Column)))];
        MatchedValues[] values = [.. columns.SelectMany(c => c.Values())];
        var sets = MatchedSets.Of(cases, [.. columns.Select(c => (Func<int, int, double>)c.Distance)], options.Controls, options.Seed);
        return new MatchedTable(header, rows, sets, [.. values.Select(v => Cohorts.Balance.Of(v.Name, v.Values, cases, sets))])
        {
            Propensity = CasePropensity.Of(values, cases),
            Notes = [.. people?.Notes() ?? []],
            Incomplete = complete.Count(c => !c),
        };
    }

    private static void RequireNone(string path, IReadOnlyList<string> header)
    {
        if (header.FirstOrDefault(h => Added.Contains(h, StringComparer.OrdinalIgnoreCase)) is { } there)
            throw new InputException(
                path,
                $"no column {string.Join(" or ", Added)}",
                $"'{there}'",
                "rename it: matching adds one of that name"
            );
    }

    private static bool?[] Cases(string[] cells, MatchOptions options)
    {
        string[] values = [.. cells.Where(c => c.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (values.Length != 2)
            throw new InputException(
                $"column '{options.CaseColumn}'",
                "two values, case and control",
                $"{values.Length}",
                "name a column that says who is a case"
            );
        var first = options.Case is { } asked
            ? values[0].Equals(asked, StringComparison.OrdinalIgnoreCase)
                || (
                    values[1].Equals(asked, StringComparison.OrdinalIgnoreCase)
                        ? false
                        : throw new InputException(
                            $"case '{asked}'",
                            $"{NumberLook.Shown(values[0])} or {NumberLook.Shown(values[1])}",
                            "neither",
                            "correct it"
                        )
                )
            : CaseWords.FirstIsCase(values[0], values[1])
                ?? throw new InputException(
                    $"column '{options.CaseColumn}'",
                    "words that say which is the case",
                    $"{NumberLook.Shown(values[0])} and {NumberLook.Shown(values[1])}",
                    "name the case (--case)"
                );
        var word = first ? values[0] : values[1];
        return Array.ConvertAll(cells, c => c.Length == 0 ? (bool?)null : c.Equals(word, StringComparison.OrdinalIgnoreCase));
    }
}
