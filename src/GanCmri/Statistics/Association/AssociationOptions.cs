using GanCmri.Runtime;

namespace GanCmri.Statistics.Association;

/// <summary>Which columns of a table to relate, and how.</summary>
public sealed record AssociationOptions
{
    /// <summary>Outcome columns (phenotypes); each is tested against each exposure.</summary>
    public required IReadOnlyList<string> Outcomes { get; init; }

    /// <summary>
    /// What is tested, one model each: a column (text is compared level by level with its first level in alphabetical order, or that of
    /// <see cref="References"/>), "age+bmi" (both in one model), "age:sex" (interaction, both held constant), "age*sex" (both and their
    /// interaction), "spline(age,4)" (natural cubic spline with 4 knots) or "spline(age,45,55,65)" (with these knots). A column's own name
    /// always means the column.
    /// </summary>
    public required IReadOnlyList<string> Exposures { get; init; }

    /// <summary>Columns, or the like of <see cref="Exposures"/>, held constant in every test; default none. Text is coded as one indicator
    /// a level.</summary>
    public IReadOnlyList<string> Covariates { get; init; } = [];

    /// <summary>Columns whose cells are all labels, also those that look like numbers; default none.</summary>
    public IReadOnlyList<string> Categorical { get; init; } = [];

    /// <summary>The level that the other levels of a column of text are compared with, by column, e.g. "sex" and "F"; default none: the
    /// first in alphabetical order.</summary>
    public IReadOnlyDictionary<string, string> References { get; init; } = new Dictionary<string, string>();

    /// <summary>Columns of numbers whose other cells are missing; default none: a column with cells of both kinds is an error.</summary>
    public IReadOnlyList<string> Numeric { get; init; } = [];

    /// <summary>What means missing besides an empty cell and the usual marks (NA, NaN, null, "." and others: docs/inputs.md, Tables);
    /// default none.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>
    /// Values that are cases (logistic and Firth), for outcomes whose two values are no known words such as case and control, yes and no,
    /// affected and healthy, true and false, 1 and 0; default none.
    /// </summary>
    public IReadOnlyList<string> Cases { get; init; } = [];

    /// <summary>Levels of text outcomes, lowest first (ordinal); numbers need none. Default none.</summary>
    public IReadOnlyList<string> Order { get; init; } = [];

    /// <summary>Column of times to the event or to the end of observation (Cox), 0 or more. Default none.</summary>
    public string? Time { get; init; }

    /// <summary>
    /// Columns of groups with random intercepts, outermost first, e.g. patient and slice within patient (linear): restricted maximum
    /// likelihood, Satterthwaite's degrees of freedom. Default none.
    /// </summary>
    public IReadOnlyList<string> Random { get; init; } = [];

    /// <summary>
    /// Whether exposures get intervals of the profile likelihood and likelihood-ratio p in place of Wald's (logistic, counts, ordinal,
    /// Cox); default false. Firth's always do.
    /// </summary>
    public bool Profile { get; init; }

    /// <summary>Kind of outcome; default linear.</summary>
    public AssociationFamily Family { get; init; } = AssociationFamily.Linear;

    /// <summary>Column of the rows' clusters (e.g. patient) for cluster-robust errors; default none.</summary>
    public string? Cluster { get; init; }

    /// <summary>
    /// Column of sampling weights (how many of the population a row stands for), 0 or more, not with Firth's family; errors are those of
    /// Taylor's linearisation. Default none.
    /// </summary>
    public string? Weights { get; init; }

    /// <summary>A column added to the linear predictor as it is, or its logarithm, "log(years)"; not with Firth's family. Default
    /// none.</summary>
    public string? Offset { get; init; }

    /// <summary>Kind of errors; default null: Taylor's linearisation with weights; with clusters CR2, for ordinal and Cox's families the
    /// scores' sandwich; else classical.</summary>
    public AssociationErrors? Errors { get; init; }

    /// <summary>Whether outcomes are replaced by normal quantiles of their ranks (linear only); default false.</summary>
    public bool InverseNormal { get; init; }

    /// <summary>Confidence level; default 0.95.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Permutations for family-wise p (linear, without weights); default 0, none.</summary>
    public int Permutations { get; init; }

    /// <summary>
    /// Imputations of missing exposures and covariates by chained equations, pooled by Rubin's rules; default 0: rows with anything missing
    /// are left out. Rows without the phenotype always are.
    /// </summary>
    public int Imputations { get; init; }

    /// <summary>Seed of permutations and imputations; default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether to give marginal means of the exposures that are categories (not Cox's);
    /// default false.</summary>
    public bool Margins { get; init; }

    /// <summary>Threads, which change no result; default 2.</summary>
    public int Jobs { get; init; } = 2;

    /// <summary>Whether to report what is missing, by column and pattern and by case status; default false.</summary>
    public bool MissingReport { get; init; }

    /// <summary>Whether to correlate all numeric outcomes and exposures with each other as well; default false.</summary>
    public bool Correlations { get; init; }

    /// <summary>The same with columns as a table's header spells them.</summary>
    /// <param name="header">Names of the columns.</param>
    /// <param name="name">The header's spelling of a name; the name itself where the header has none like it.</param>
    public AssociationOptions Renamed(IReadOnlyList<string> header, Func<string, string> name)
    {
        string? Find(string text) => name(text) is var column && header.Contains(column) ? column : null;
        string Formula(string text) => Association.Formula.Parse(text, Find).Text;
        return this with
        {
            Outcomes = [.. Outcomes.Select(name)],
            Exposures = [.. Exposures.Select(Formula)],
            Covariates = [.. Covariates.Select(Formula)],
            Categorical = [.. Categorical.Select(name)],
            Numeric = [.. Numeric.Select(name)],
            References = References
                .GroupBy(r => name(r.Key), r => r.Value)
                .ToDictionary(
                    r => r.Key,
                    r =>
                        r.Distinct().Count() == 1
                            ? r.First()
                            : throw new InputException(
                                $"reference of '{r.Key}'",
                                "one level",
                                string.Join(" and ", r.Distinct()),
                                "drop all but one"
                            )
                ),
            Cluster = Cluster is null ? null : name(Cluster),
            Time = Time is null ? null : name(Time),
            Random = [.. Random.Select(name)],
            Weights = Weights is null ? null : name(Weights),
            Offset = Offset is null ? null : OffsetColumn.Parse(Offset, Find).Text,
        };
    }

    /// <summary>Checks all numbers.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate() =>
        new OptionChecks()
            .Between(Level, 0, 1)
            .AtLeast(Permutations, 0)
            .That(Imputations is 0 or (>= 2 and <= 1000), $"Imputations {Imputations}: expected 0 for none, or 2 to 1000")
            .Within(Jobs, 1, 256)
            .Throw();

    /// <summary>Columns of what belongs together.</summary>
    internal IEnumerable<string> Grouping => Cluster is null ? Random : Random.Append(Cluster);

    /// <summary>Whether the outcome has cases.</summary>
    internal bool HasCases => Family is AssociationFamily.Logistic or AssociationFamily.Firth || OfTime;

    /// <summary>Whether the outcome is the time to an event.</summary>
    internal bool OfTime => Family is AssociationFamily.Cox or AssociationFamily.FirthCox;

    /// <summary>Whether the likelihood is Firth's, whose intervals are profiles and whose rows are independent.</summary>
    internal bool Penalised => Family is AssociationFamily.Firth or AssociationFamily.FirthCox;

    /// <summary>Whether one pass over the rows is enough, with no row kept in memory.</summary>
    internal bool Streams =>
        Family == AssociationFamily.Linear
        && Cluster is null
        && Random.Count == 0
        && Weights is null
        && Offset is null
        && Permutations == 0
        && Imputations == 0
        && !MissingReport
        && !Margins
        && !InverseNormal
        && (Errors ?? AssociationErrors.Classical) == AssociationErrors.Classical;
}
