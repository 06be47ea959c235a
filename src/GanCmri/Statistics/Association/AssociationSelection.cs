using System.Globalization;
using System.Text.RegularExpressions;
using GanCmri.Runtime;

namespace GanCmri.Statistics.Association;

/// <summary>Which rows of a study are written, and in which order. Adjusted p are those of all tests, whatever is shown.</summary>
/// <param name="Conditions">Conditions that all hold.</param>
/// <param name="Sort">Column sorted by; null for the order of the study.</param>
internal sealed partial record AssociationSelection(IReadOnlyList<AssociationCondition> Conditions, string? Sort)
{
    private static readonly Dictionary<string, Func<AssociationRow, double>> Numbers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["p"] = r => r.Significance.Value,
        ["log10p"] = r => r.Significance.Log10,
        ["q"] = r => r.Q,
        ["beta"] = r => r.Beta,
        ["ratio"] = r => r.Ratio,
        ["SE"] = r => r.StandardError,
        ["n_total"] = r => r.Used,
        ["n_cases"] = r => r.Cases ?? double.NaN,
        ["p_bonferroni"] = r => r.Bonferroni,
        ["q_joint"] = r => r.JointQ,
        ["p_joint"] = r => r.Joint?.Significance.Value ?? double.NaN,
    };

    private static readonly Dictionary<string, Func<AssociationRow, string>> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["phenotype"] = r => r.Phenotype,
        ["exposure"] = r => r.Exposure,
        ["source"] = r => r.Source,
        ["group"] = r => r.Group,
    };

    /// <summary>Reads it.</summary>
    /// <param name="filters">Such as "q&lt;=0.05", "n_total>=100", "group=left ventricle".</param>
    /// <param name="sort">A column; "p" and "q" put the smallest first, "beta" the largest effect either way.</param>
    /// <exception cref="InputException">A condition or column cannot be understood.</exception>
    public static AssociationSelection Parse(IReadOnlyList<string> filters, string? sort)
    {
        if (sort is not null && !Numbers.ContainsKey(sort) && !Texts.ContainsKey(sort))
            throw Unknown("sort", sort);
        return new AssociationSelection([.. filters.Select(Condition)], sort);
    }

    /// <summary>The rows chosen, in order.</summary>
    /// <param name="rows">All rows of the study.</param>
    public IReadOnlyList<AssociationRow> Of(IReadOnlyList<AssociationRow> rows)
    {
        var chosen = rows.Where(r => Conditions.All(c => Holds(c, r)));
        if (Sort is null)
            return [.. chosen];
        if (Texts.TryGetValue(Sort, out var text))
            return [.. chosen.OrderBy(text, StringComparer.OrdinalIgnoreCase)];
        var tests = rows.Where(r => !double.IsNaN(r.Significance.Ln)).CountBy(r => r.Source).ToDictionary();
        // By logarithm, as small p are all 0; Bonferroni's is p times the tests of its source.
        var number = Sort.ToUpperInvariant() switch
        {
            "P" => r => r.Significance.Ln,
            "P_BONFERRONI" => r => r.Significance.Ln + Math.Log(tests.GetValueOrDefault(r.Source)),
            "P_JOINT" => r => r.Joint?.Significance.Ln ?? double.NaN,
            "BETA" => r => -Math.Abs(r.Beta),
            "N_TOTAL" or "N_CASES" or "RATIO" => r => -Numbers[Sort](r),
            _ => Numbers[Sort],
        };
        return [.. chosen.OrderBy(r => double.IsNaN(number(r))).ThenBy(number)];
    }

    private static bool Holds(AssociationCondition condition, AssociationRow row)
    {
        if (Texts.TryGetValue(condition.Column, out var text))
            return text(row).Equals(condition.Value, StringComparison.OrdinalIgnoreCase) == (condition.Sign == "=");
        double value = Numbers[condition.Column](row),
            limit = double.Parse(condition.Value, CultureInfo.InvariantCulture);
        return condition.Sign switch
        {
            "<" => value < limit,
            "<=" => value <= limit,
            ">" => value > limit,
            ">=" => value >= limit,
            "=" => value == limit,
            _ => value != limit,
        };
    }

    private static AssociationCondition Condition(string text)
    {
        if (Form().Match(text) is not { Success: true } match)
            throw new InputException(
                $"filter '{text}'",
                "a column, a sign (<, <=, >, >=, =, !=) and a value",
                "something else",
                "write e.g. q<=0.05"
            );
        var condition = new AssociationCondition(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value);
        if (Texts.ContainsKey(condition.Column))
            return condition.Sign is "=" or "!="
                ? condition
                : throw new InputException($"filter '{text}'", "= or != with text", condition.Sign, "correct it");
        if (!Numbers.ContainsKey(condition.Column))
            throw Unknown("filter", condition.Column);
        return double.TryParse(condition.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? condition
            : throw new InputException($"filter '{text}'", "a number with a decimal point", condition.Value, "correct it");
    }

    private static InputException Unknown(string what, string column) =>
        new(what, $"one of {string.Join(", ", Numbers.Keys.Concat(Texts.Keys))}", $"'{column}'", "name one of these");

    [GeneratedRegex(@"^\s*([A-Za-z0-9_]+)\s*(<=|>=|!=|<|>|=)\s*(.+?)\s*$")]
    private static partial Regex Form();
}

/// <summary>A condition on a row.</summary>
/// <param name="Column">Column of the results.</param>
/// <param name="Sign">&lt;, &lt;=, >, >=, = or !=.</param>
/// <param name="Value">What it is compared with.</param>
internal sealed record AssociationCondition(string Column, string Sign, string Value);
