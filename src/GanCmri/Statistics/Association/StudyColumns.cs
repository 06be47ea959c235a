using GanCmri.Runtime;
using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Statistics.Association;

/// <summary>Where the columns of a study are in the table read.</summary>
internal sealed record StudyColumns(
    IReadOnlyList<TableColumn> Table,
    int[] Outcomes,
    StudyExposure[] Exposures,
    ModelTerm[] Covariates,
    int? Cluster,
    int? Marker,
    RowNumbers Numbers
)
{
    private const int MostNamed = 20;

    /// <summary>Column of times to the event.</summary>
    public int? Time { get; init; }

    /// <summary>Columns of groups with random intercepts, outermost first.</summary>
    public int[] Random { get; init; } = [];

    /// <summary>Whether the levels of text are in a known order.</summary>
    public bool HasOrder { get; init; }

    /// <summary>Columns a model needs besides phenotype, exposure and covariates.</summary>
    public IEnumerable<int> OfRows => Numbers.Columns.Concat(Random).Concat(new[] { Time, Cluster }.OfType<int>());

    /// <summary>Columns of exposures and covariates.</summary>
    public IEnumerable<int> Predictors =>
        Exposures.SelectMany(e => e.Columns).Concat(Covariates.SelectMany(t => t.Variables).Select(v => v.Table)).Distinct();

    /// <summary>Checks options before anything is read.</summary>
    public static void Check(AssociationOptions options)
    {
        options.Validate();
        if (options.Outcomes.Count == 0)
            throw new InputException("outcomes", "at least one column", "none", "name the phenotypes");
        if (options.Exposures.Count == 0)
            throw new InputException("exposures", "at least one column", "none", "name the exposures");
        if (options.Categorical.Intersect(options.Numeric, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } both)
            throw new InputException($"column '{both}'", "categorical or numeric", "both", "drop one of the two");
        if (options.Cases.Count > 0 && !options.HasCases)
            throw new InputException("case", "a logistic, Firth or Cox family", "another", "give --family logistic or drop it");
        StudyFamilies.Check(options);
        if (options.Penalised && options.Cluster is not null)
            throw new InputException(
                "cluster",
                "a family other than Firth's, whose likelihood takes rows for independent",
                "Firth's",
                $"give --family {(options.OfTime ? "cox" : "logistic")} or drop --cluster"
            );
        if (options.Family == AssociationFamily.Firth && (options.Weights ?? options.Offset) is not null)
            throw new InputException("weights and offset", "another family", "Firth's", "give --family logistic or drop them");
        if (options.InverseNormal && (options.Weights ?? options.Offset) is not null)
            throw new InputException("weights and offset", "phenotypes as they are", "ranks", "drop --inverse-normal or them");
        if (options.Errors is not null && options.Weights is not null)
            throw new InputException(
                "errors",
                "no kind of errors beside weights, whose errors are Taylor's",
                "one",
                "drop --errors or --weights"
            );
        if (options.Permutations > 0 && (options.Family != AssociationFamily.Linear || options.Weights is not null))
            throw new InputException("permutations", "a linear family without weights", "another", "drop --permutations");
        if (options.Errors is AssociationErrors.Cr1 or AssociationErrors.Cr2 && options.Cluster is null)
            throw new InputException("errors", "a column of clusters beside CR1 or CR2", "none", "name it with --cluster, e.g. patient");
        if (options.Errors is AssociationErrors.Classical or AssociationErrors.Hc3 && options.Cluster is not null)
            throw new InputException(
                "errors",
                "CR2 or CR1 with clusters",
                "errors that take rows for independent",
                "drop --errors or --cluster"
            );
        if (options.Errors == AssociationErrors.Hc3 && options.Family != AssociationFamily.Linear)
            throw new InputException("errors", "a linear family with HC3", "another", "drop one of the two");
        if (options.InverseNormal && options.Family != AssociationFamily.Linear)
            throw new InputException("inverse normal", "a linear family", "another", "drop one of the two");
    }

    /// <summary>Checks that options of columns name some that are studied.</summary>
    /// <exception cref="InputException">One does not.</exception>
    public static void CheckNames(AssociationOptions options, StudyFormulas formulas)
    {
        var named = options.Outcomes.Concat(formulas.Columns).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (options.Categorical.Concat(options.Numeric).FirstOrDefault(c => !named.Contains(c)) is { } stray)
            throw new InputException(
                "categorical and numeric",
                "columns that are phenotype, exposure or covariate",
                $"'{stray}', which is none",
                "correct the name"
            );
        if (options.References.Keys.FirstOrDefault(c => !formulas.Columns.Contains(c)) is { } unknown)
            throw new InputException(
                $"reference of '{unknown}'",
                $"an exposure or covariate ({string.Join(", ", formulas.Columns)})",
                "none of that name",
                "correct the name"
            );
    }

    /// <summary>Opens the tables with all columns the study needs.</summary>
    /// <param name="tables">The tables, one after the other.</param>
    /// <param name="options">The study.</param>
    /// <param name="formulas">Its formulas.</param>
    /// <param name="labels">More columns, read as text.</param>
    /// <exception cref="InputException">An option names a column that is not studied, or only some tables tell real from synthetic
    /// rows.</exception>
    public static TableReader Open(IReadOnlyList<string> tables, AssociationOptions options, StudyFormulas formulas, params string[] labels)
    {
        CheckNames(options, formulas);
        RowSource.RequireOneMarker(tables.Select(t => (Path.GetFileName(t), TableNames.Of(t))));
        string[] numbersOfRows = [.. new[] { options.Weights, formulas.Offset?.Column, options.Time }.OfType<string>()];
        var text = options.Categorical.Concat(options.Grouping).Concat(labels).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var numbers = options.Numeric.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return TableReader.Open(
            tables,
            header =>
            {
                string[] marker = RowSource.MarkerIn(header) is { } m ? [m] : [];
                return [.. options.Outcomes, .. formulas.Columns, .. options.Grouping, .. numbersOfRows, .. marker, .. labels];
            },
            name =>
                numbers.Contains(name) ? ColumnKind.Number
                : text.Contains(name) || RowSource.IsMarker(name) ? ColumnKind.Text
                : ColumnKind.Unknown,
            new MissingMarks(options.Missing, [.. options.Order, .. options.References.Values])
        );
    }

    /// <summary>Finds the columns among those of a table.</summary>
    public static StudyColumns In(IReadOnlyList<TableColumn> columns, AssociationOptions options, StudyFormulas formulas)
    {
        string[] names = [.. columns.Select(c => c.Name)];
        ModelTerm[] Terms(IEnumerable<FormulaTerm> terms) =>
            [
                .. terms.Select(t => new ModelTerm([
                    .. t.Variables.Select(v => new ModelVariable(Array.IndexOf(names, v.Column), v.Name, v.Knots)),
                ])),
            ];
        var marker = RowSource.MarkerIn(names);
        return new StudyColumns(
            columns,
            [.. options.Outcomes.Distinct().Select(n => Array.IndexOf(names, n))],
            [.. formulas.Exposures.Select(f => new StudyExposure(f.Text, Terms(f.Reported), Terms(f.Held)))],
            Terms(formulas.Covariates),
            options.Cluster is null ? null : Array.IndexOf(names, options.Cluster),
            marker is null ? null : Array.IndexOf(names, marker),
            new RowNumbers(
                options.Weights is null ? null : Array.IndexOf(names, options.Weights),
                formulas.Offset is { } offset ? Array.IndexOf(names, offset.Column) : null,
                formulas.Offset?.IsLog ?? false
            )
        )
        {
            Time = options.Time is null ? null : Array.IndexOf(names, options.Time),
            HasOrder = options.Order.Count > 0,
            Random = [.. options.Random.Select(r => Array.IndexOf(names, r))],
        };
    }

    /// <summary>Sets the levels that others are compared with, once all levels are known.</summary>
    /// <exception cref="InputException">A column is of numbers, or no row has the level.</exception>
    public void SetReferences(IReadOnlyDictionary<string, string> asked)
    {
        foreach (var column in Table.Where(c => c.Kind != ColumnKind.Unknown && asked.ContainsKey(c.Name)))
        {
            var level = asked[column.Name];
            if (!column.IsText)
                throw new InputException(
                    $"reference of '{column.Name}'",
                    "a column of categories",
                    "numbers",
                    $"add --categorical {ShellWords.Quote(column.Name)}, or leave the reference away"
                );
            string[] found = [.. column.Levels.Where(l => l.Equals(level, StringComparison.OrdinalIgnoreCase))];
            column.Reference =
                found.Contains(level) ? level
                : found is [var only] ? only
                : throw new InputException(
                    $"reference of '{column.Name}'",
                    $"one of its levels ({string.Join(", ", column.Levels.Order(StringComparer.Ordinal).Take(MostNamed))})",
                    $"'{level}'",
                    "name one of them"
                );
        }
    }

    /// <summary>Checks the times to the event.</summary>
    /// <exception cref="InputException">They are text, or one is below 0.</exception>
    public void CheckTimes(TableBlock table)
    {
        if (Time is not { } time)
            return;
        if (Table[time].IsText)
            throw new InputException($"column '{Table[time].Name}'", "times as numbers", "text", "correct it");
        if (table.Columns[time].Take(table.Rows).Any(v => v < 0))
            throw new InputException(
                $"column '{Table[time].Name}'",
                "times of 0 or more",
                "a negative one",
                "correct it, or leave it empty"
            );
    }

    /// <summary>With knots laid, once the rows are known: the same for all phenotypes and sources.</summary>
    /// <exception cref="InputException">A spline's column is text, or its values allow no knots.</exception>
    public StudyColumns WithKnots(TableBlock table)
    {
        var splines = Exposures
            .SelectMany(e => e.Reported.Concat(e.Held))
            .Concat(Covariates)
            .SelectMany(t => t.Variables)
            .Where(v => v.Knots.Count > 0);
        if (splines.FirstOrDefault(v => Table[v.Table].IsText) is { } text)
            throw new InputException(text.Name, "a column of numbers", "text", "take it without spline()");
        ModelTerm[] Laid(IEnumerable<ModelTerm> terms) => [.. terms.Select(t => t.WithKnots(table.Columns, table.Rows))];
        return this with
        {
            Exposures = [.. Exposures.Select(e => e with { Reported = Laid(e.Reported), Held = Laid(e.Held) })],
            Covariates = Laid(Covariates),
        };
    }

    /// <summary>Why a pair cannot be tested whatever the data; null when it can.</summary>
    public string? Objection(int outcome, StudyExposure exposure, AssociationFamily family) =>
        exposure.Columns.Contains(outcome) ? "the exposure is the phenotype itself"
        : Covariates.Any(t => t.Variables.Any(v => v.Table == outcome)) ? "the phenotype is also a covariate"
        : Table[outcome].IsText && family == AssociationFamily.Linear
            ? "the phenotype is text; a linear model needs numbers (--family logistic or firth for cases and controls)"
        : Table[outcome].IsText && family is (AssociationFamily.Poisson or AssociationFamily.NegativeBinomial)
            ? "the phenotype is text; a count model needs numbers"
        : Table[outcome].IsText && family == AssociationFamily.Ordinal && !HasOrder
            ? "the phenotype is text; say the order of its levels (--order none,mild,severe)"
        : null;
}
