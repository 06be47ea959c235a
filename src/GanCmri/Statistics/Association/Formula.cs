using System.Globalization;
using System.Text.RegularExpressions;
using GanCmri.Runtime;

namespace GanCmri.Statistics.Association;

/// <summary>
/// What one model tests, as R writes it: "age", "age+bmi" (both in one model), "age:sex" (their interaction, both held constant), "age*sex"
/// (both and their interaction), "spline(age,4)" (a natural cubic spline with 4 knots) or "spline(age,45,55,65)" (with these knots). A
/// column's own name always means the column.
/// </summary>
/// <param name="Text">The formula, columns as the table spells them.</param>
/// <param name="Reported">Terms whose effects are results.</param>
/// <param name="Held">Main effects and lower interactions that an interaction needs beside it.</param>
internal sealed partial record Formula(string Text, IReadOnlyList<FormulaTerm> Reported, IReadOnlyList<FormulaTerm> Held)
{
    /// <summary>Columns of the table it needs.</summary>
    public IEnumerable<string> Columns => Reported.Concat(Held).SelectMany(t => t.Variables).Select(v => v.Column).Distinct();

    /// <summary>Reads a formula.</summary>
    /// <param name="text">The formula.</param>
    /// <param name="find">The table's spelling of a column; null where it has none of that name.</param>
    /// <exception cref="InputException">It cannot be understood.</exception>
    public static Formula Parse(string text, Func<string, string?> find)
    {
        var reported = new List<FormulaTerm>();
        var held = new List<FormulaTerm>();
        string Sum(string all) => find(all) is not null ? Product(all) : string.Join('+', Split(all, '+').Select(Product));
        string Product(string part)
        {
            string[] crossed = find(part) is null ? Split(part, '*') : [part];
            string[] multiplied = crossed.Length == 1 && find(part) is null ? Split(part, ':') : crossed;
            FormulaVariable[] variables = [.. multiplied.Select(v => Variable(v, text, find))];
            if (variables.DistinctBy(v => v.Column).Count() < variables.Length)
                throw new InputException($"exposure '{text}'", "an interaction of different columns", "the same twice", "correct it");
            foreach (var term in Subsets(variables))
                (crossed.Length > 1 || term.Variables.Count == variables.Length ? reported : held).Add(term);
            return string.Join(crossed.Length > 1 ? '*' : ':', variables.Select(v => v.Name));
        }

        var spelt = Sum(text);
        return new Formula(
            spelt,
            [.. reported.DistinctBy(t => t.Key)],
            [.. held.Where(h => reported.TrueForAll(r => r.Key != h.Key)).DistinctBy(t => t.Key)]
        );
    }

    private static FormulaVariable Variable(string text, string whole, Func<string, string?> find)
    {
        if (find(text) is { } column)
            return new FormulaVariable(column, column, []);
        if (text.Length == 0)
            throw new InputException($"exposure '{whole}'", "columns beside the signs +, : and *", "nothing beside one", "correct it");
        if (Spline().Match(text) is not { Success: true } spline)
            return new FormulaVariable(text, text, []);
        var name = spline.Groups[1].Value.Trim();
        double[] knots =
        [
            .. spline
                .Groups[2]
                .Value.Split(',')
                .Select(c => double.TryParse(c, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) ? v : double.NaN),
        ];
        var right =
            knots is [3 or 4 or 5 or 6 or 7]
            || (knots.Length >= 3 && knots.Zip(knots.Skip(1)).All(k => k.First < k.Second && double.IsFinite(k.Second - k.First)));
        if (!right)
            throw new InputException(
                $"'{text}'",
                "a number of knots from 3 to 7, or at least 3 rising knots",
                spline.Groups[2].Value,
                "write e.g. spline(age,4) or spline(age,45,55,65)"
            );
        name = find(name) ?? name;
        return new FormulaVariable(
            name,
            $"spline({name},{string.Join(',', knots.Select(k => k.ToString("R", CultureInfo.InvariantCulture)))})",
            knots
        );
    }

    // Main effects first.
    private static IEnumerable<FormulaTerm> Subsets(FormulaVariable[] variables) =>
        Enumerable
            .Range(1, (1 << variables.Length) - 1)
            .Select(bits => new FormulaTerm([.. variables.Where((_, i) => (bits >> i & 1) == 1)]))
            .OrderBy(t => t.Variables.Count);

    private static string[] Split(string text, char sign)
    {
        var parts = new List<string>();
        int depth = 0,
            from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth +=
                text[i] == '(' ? 1
                : text[i] == ')' ? -1
                : 0;
            if (text[i] != sign || depth != 0)
                continue;
            parts.Add(text[from..i].Trim());
            from = i + 1;
        }

        return [.. parts, text[from..].Trim()];
    }

    [GeneratedRegex(@"^spline\(\s*(.+?)\s*,([^,()]*(?:,[^,()]*)*)\)$", RegexOptions.IgnoreCase)]
    private static partial Regex Spline();
}

/// <summary>One variable, or several multiplied.</summary>
internal sealed record FormulaTerm(IReadOnlyList<FormulaVariable> Variables)
{
    /// <summary>The same for the same variables in any order.</summary>
    public string Key { get; } = string.Join('\n', Variables.Select(v => v.Name).Order(StringComparer.Ordinal));
}

/// <summary>A column, or its spline.</summary>
/// <param name="Column">Column of the table.</param>
/// <param name="Name">For people.</param>
/// <param name="Knots">None, the knots, or their number alone.</param>
internal sealed record FormulaVariable(string Column, string Name, IReadOnlyList<double> Knots);
