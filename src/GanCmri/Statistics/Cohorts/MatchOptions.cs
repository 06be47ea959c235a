using GanCmri.Runtime;

namespace GanCmri.Statistics.Cohorts;

/// <summary>What is matched on.</summary>
/// <param name="Column">A column.</param>
/// <param name="Caliper">Largest difference allowed, in its unit; null: the same value (text, numbers).</param>
internal sealed record MatchColumn(string Column, double? Caliper);

/// <summary>How controls are matched to cases.</summary>
internal sealed record MatchOptions
{
    /// <summary>Column that says who is a case.</summary>
    public required string CaseColumn { get; init; }

    /// <summary>Columns matched on.</summary>
    public required IReadOnlyList<MatchColumn> On { get; init; }

    /// <summary>Value of a case, where the words do not say it; default none.</summary>
    public string? Case { get; init; }

    /// <summary>Most controls a case, 1 to 100; default 1.</summary>
    public int Controls { get; init; } = 1;

    /// <summary>Seed of the order in which cases choose; default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Checks all values.</summary>
    /// <exception cref="InputException">Nothing to match on, a column twice, or a number out of range.</exception>
    internal void Validate()
    {
        if (On.Count == 0)
            throw new InputException("on", "columns to match on", "none", "name them, e.g. age:5,sex");
        if (Controls is < 1 or > 100)
            throw new InputException("controls", "1 to 100 controls a case", $"{Controls}", "give e.g. 2");
        if (On.GroupBy(c => c.Column).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InputException("--on", "each column once", $"'{twice.Key}' {twice.Count()} times", "drop one");
        if (On.Any(c => c.Column == CaseColumn))
            throw new InputException("--on", "columns other than the case column", $"'{CaseColumn}'", "leave it out");
        if (On.FirstOrDefault(c => c.Caliper is not null and not > 0) is { } wrong)
            throw new InputException($"caliper of '{wrong.Column}'", "a number above 0", $"{wrong.Caliper}", "write e.g. age:5");
    }
}
