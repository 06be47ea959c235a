using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;
using GanCmri.Statistics.Association.Reading;
using GanCmri.Statistics.Regression;

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
    /// <summary>Probability of being a case given the columns matched on (logistic, of rows that have all), as they were; NaN where unknown
    /// or not estimable.</summary>
    public required IReadOnlyList<double> Propensity { get; init; }

    private static readonly string[] Added = ["matched_set", "matched_case"];

    /// <summary>Matches a table.</summary>
    /// <param name="path">CSV, Parquet or Excel, with a header.</param>
    /// <param name="options">Who is a case, and what is matched on.</param>
    /// <exception cref="InputException">A column is missing, words do not say who is a case, or a caliper stands for text.</exception>
    public static MatchedTable Of(string path, MatchOptions options)
    {
        if (options.On.Count == 0)
            throw new InputException("on", "columns to match on", "none", "name them, e.g. age:5,sex");
        if (options.Controls is < 1 or > 100)
            throw new InputException("controls", "1 to 100 controls a case", $"{options.Controls}", "give e.g. 2");
        if (options.On.GroupBy(c => c.Column).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InputException("--on", "each column once", $"'{twice.Key}' {twice.Count()} times", "drop one");
        if (options.On.Any(c => c.Column == options.CaseColumn))
            throw new InputException("--on", "columns other than the case column", $"'{options.CaseColumn}'", "leave it out");
        if (options.On.FirstOrDefault(c => c.Caliper is not null and not > 0) is { } wrong)
            throw new InputException($"caliper of '{wrong.Column}'", "a number above 0", $"{wrong.Caliper}", "write e.g. age:5");
        var (_, header, rows) = TableCells.Read(path, [options.CaseColumn, .. options.On.Select(c => c.Column)]);
        if (header.FirstOrDefault(h => Added.Contains(h, StringComparer.OrdinalIgnoreCase)) is { } there)
            throw new InputException(
                path,
                $"no column {string.Join(" or ", Added)}",
                $"'{there}'",
                "rename it: matching adds one of that name"
            );
        string Cell(int row, string column) => rows[row][column];
        var cases = Cases([.. Enumerable.Range(0, rows.Count).Select(i => Cell(i, options.CaseColumn))], options);
        var numbers = options.On.ToDictionary(
            c => c.Column,
            c => Numbers([.. Enumerable.Range(0, rows.Count).Select(i => Cell(i, c.Column))], c)
        );
        var distances = options
            .On.Select(c =>
                numbers[c.Column] is { } values && c.Caliper is { } caliper
                    ? (Func<int, int, double>)((a, b) => Math.Abs(values[a] - values[b]) / caliper)
                    : (a, b) =>
                        Cell(a, c.Column) is { Length: > 0 } cell && cell.Equals(Cell(b, c.Column), StringComparison.OrdinalIgnoreCase)
                            ? 0
                            : double.NaN
            )
            .ToArray();
        var sets = MatchedSets.Of(cases, distances, options.Controls, options.Seed);
        // Text as an indicator a level but the first.
        List<(string Name, double[] Values)> columns = [];
        foreach (var c in options.On)
        {
            if (numbers[c.Column] is { } values)
                columns.Add((c.Column, values));
            else
            {
                string[] cells = [.. Enumerable.Range(0, rows.Count).Select(i => Cell(i, c.Column))];
                columns.AddRange(
                    cells
                        .Where(v => v.Length > 0)
                        .Distinct(StringComparer.OrdinalIgnoreCase)
                        .Order(StringComparer.OrdinalIgnoreCase)
                        .Skip(1)
                        .Select(level =>
                            (
                                $"{c.Column} [{level}]",
                                Array.ConvertAll(
                                    cells,
                                    v =>
                                        v.Length == 0 ? double.NaN
                                        : v.Equals(level, StringComparison.OrdinalIgnoreCase) ? 1.0
                                        : 0
                                )
                            )
                        )
                );
            }
        }

        return new MatchedTable(header, rows, sets, [.. columns.Select(c => Cohorts.Balance.Of(c.Name, c.Values, cases, sets))])
        {
            Propensity = Probability(columns.ConvertAll(c => c.Values), cases),
        };
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

    private static double[]? Numbers(string[] cells, MatchColumn column)
    {
        var values = Array.ConvertAll(
            cells,
            c =>
                c.Length == 0 ? double.NaN
                : double.TryParse(c, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) ? v
                : double.PositiveInfinity
        );
        if (!Array.Exists(values, double.IsInfinity))
            return values;
        return column.Caliper is null
            ? null
            : throw new InputException(
                $"column '{column.Column}'",
                "numbers, as it has a caliper",
                NumberLook.Shown(cells[Array.FindIndex(values, double.IsInfinity)]),
                "drop the caliper or correct the cell"
            );
    }

    private static double[] Probability(List<double[]> columns, bool?[] cases)
    {
        int[] known =
        [
            .. Enumerable.Range(0, cases.Length).Where(i => cases[i] is not null && columns.TrueForAll(c => double.IsFinite(c[i]))),
        ];
        var propensity = new double[cases.Length];
        Array.Fill(propensity, double.NaN);
        bool[] outcome = Array.ConvertAll(known, i => cases[i] == true);
        if (!outcome.Contains(true) || !outcome.Contains(false))
            return propensity;
        double[][] kept = [.. columns.Select(c => Array.ConvertAll(known, i => c[i]))];
        var fit = Logistic.Fit(outcome, kept);
        if (fit.Status != LogisticStatus.Converged)
            fit = Firth.Fit(outcome, kept, new RegressionOptions(), _ => false);
        if (fit.Status != LogisticStatus.Converged)
            return propensity;
        int[] used = [.. Enumerable.Range(0, kept.Length).Where(c => fit.Dropped.All(d => d.Index != c))];
        for (var i = 0; i < known.Length; i++)
            propensity[known[i]] =
                1
                / (
                    1 + Math.Exp(-fit.Coefficients[0].Estimate - used.Select((c, j) => fit.Coefficients[j + 1].Estimate * kept[c][i]).Sum())
                );
        return propensity;
    }
}
