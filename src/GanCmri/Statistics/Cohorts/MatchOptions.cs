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

    /// <summary>Most controls a case; default 1.</summary>
    public int Controls { get; init; } = 1;

    /// <summary>Seed of the order in which cases choose; default 1.</summary>
    public int Seed { get; init; } = 1;
}
