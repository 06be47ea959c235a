namespace GanCmri.Statistics.Association;

/// <summary>The kind of outcome.</summary>
public enum AssociationFamily
{
    /// <summary>A measured quantity: ordinary least squares, effects in units of the outcome.</summary>
    Linear,

    /// <summary>Case or control: logistic regression, effects in log odds; Firth's where cases and controls are told apart without error.</summary>
    Logistic,

    /// <summary>
    /// Case or control, few of them: Firth's (1993) penalised likelihood, effects in log odds, with profile-likelihood interval and likelihood-ratio p.
    /// </summary>
    Firth,
}

/// <summary>Which columns of a table to relate, and how.</summary>
public sealed record AssociationOptions
{
    /// <summary>Outcome columns (phenotypes); each is tested against each exposure.</summary>
    public required IReadOnlyList<string> Outcomes { get; init; }

    /// <summary>Exposure columns. Text is compared level by level with its first level in alphabetical order.</summary>
    public required IReadOnlyList<string> Exposures { get; init; }

    /// <summary>Columns held constant in every test; default none. Text is coded as one indicator a level.</summary>
    public IReadOnlyList<string> Covariates { get; init; } = [];

    /// <summary>Columns whose cells are all labels, also those that look like numbers; default none.</summary>
    public IReadOnlyList<string> Categorical { get; init; } = [];

    /// <summary>Columns of numbers whose other cells are missing; default none: a column with cells of both kinds is an error.</summary>
    public IReadOnlyList<string> Numeric { get; init; } = [];

    /// <summary>What means missing besides nothing, NA, N/A, #N/A, &lt;NA&gt;, NaN, null, None, "." and "-"; default none.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>
    /// Values that are cases (logistic and Firth), for outcomes whose two values are no known words such as case and control, yes and no,
    /// affected and healthy, true and false, 1 and 0; default none.
    /// </summary>
    public IReadOnlyList<string> Cases { get; init; } = [];

    /// <summary>Kind of outcome; default linear.</summary>
    public AssociationFamily Family { get; init; } = AssociationFamily.Linear;

    /// <summary>Column of the rows' clusters (e.g. patient) for cluster-robust errors; default none.</summary>
    public string? Cluster { get; init; }

    /// <summary>Whether outcomes are replaced by normal quantiles of their ranks (linear only); default false.</summary>
    public bool InverseNormal { get; init; }

    /// <summary>Confidence level; default 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Whether to correlate all numeric outcomes and exposures with each other as well; default false.</summary>
    public bool Correlations { get; init; }

    /// <summary>The same with other names of columns, e.g. as a table's header spells them.</summary>
    public AssociationOptions Renamed(Func<string, string> name) => this with
    {
        Outcomes = [.. Outcomes.Select(name)], Exposures = [.. Exposures.Select(name)], Covariates = [.. Covariates.Select(name)],
        Categorical = [.. Categorical.Select(name)], Numeric = [.. Numeric.Select(name)], Cluster = Cluster is null ? null : name(Cluster),
    };

    /// <summary>Whether one pass over the rows is enough, with no row kept in memory.</summary>
    internal bool Streams => Family == AssociationFamily.Linear && Cluster is null && !InverseNormal;
}
