using System.Globalization;
using GanCmri.Statistics.Regression;

namespace GanCmri.Statistics.Association;

/// <summary>Turns one fitted model into result rows, one a column of the exposure.</summary>
/// <param name="Phenotype">Outcome column.</param>
/// <param name="Exposure">Exposure column.</param>
/// <param name="Source">Source of the rows.</param>
/// <param name="Used">Rows used.</param>
/// <param name="Missing">Rows of the source left out.</param>
internal sealed record ModelReport(string Phenotype, string Exposure, string Source, long Used, long Missing)
{
    /// <summary>Clusters among the rows used, where there is a cluster column.</summary>
    public long? Clusters { get; init; }

    /// <summary>Cases or events among the rows used, where the model has them.</summary>
    public long? Cases { get; init; }

    /// <summary>Whether effects are log odds or log rates.</summary>
    public bool IsLog { get; init; }

    /// <summary>Standard deviation of a column of the design by its place, the phenotype's at 0.</summary>
    public Func<int, double> Spread { get; init; } = _ => double.NaN;

    /// <summary>Rows used that have the level of an indicator, by its place in the design.</summary>
    public Func<int, long?> RowsAt { get; init; } = _ => null;

    /// <summary>The test of some columns, by place in the design, as it is permuted; null where that is not asked for.</summary>
    public Func<int[], PermutedTest?> Permuted { get; init; } = _ => null;

    /// <summary>Marginal means of a term's levels; none where they are not asked for.</summary>
    public Func<DesignTest, IReadOnlyList<MarginRow>> Margins { get; init; } = _ => [];

    /// <summary>Whether these are the rows of one imputation of several, whose own numbers (degrees of freedom, dispersion) are not
    /// those of the result.</summary>
    public bool IsImputation { get; init; }

    /// <summary>Remarks common to all rows of the model.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>A row without a test, and why.</summary>
    public AssociationRow Untested(string why, string? exposure = null) =>
        new()
        {
            Phenotype = Phenotype,
            Exposure = exposure ?? Exposure,
            Source = Source,
            Used = Used,
            Missing = Missing,
            Clusters = Clusters,
            Cases = Cases,
            IsLog = IsLog,
            Controls = Used - Cases,
            Notes = [why, .. Notes, .. Standing],
        };

    /// <summary>Rows of a fitted model.</summary>
    /// <param name="design">Its columns.</param>
    /// <param name="dropped">Columns it could not use, numbered as in <see cref="DesignColumns.Predictors"/>.</param>
    /// <param name="coefficient">Coefficient of a column, by place in the design; null when the fit has none.</param>
    /// <param name="joint">Results of <see cref="DesignColumns.Tests"/>, in its order.</param>
    /// <param name="residualDf">Degrees of freedom for partial correlations; null when they do not apply.</param>
    public IEnumerable<AssociationRow> Tested(
        DesignColumns design,
        IReadOnlyList<DroppedColumn> dropped,
        Func<int, Coefficient?> coefficient,
        IReadOnlyList<JointTest?> joint,
        double? residualDf
    )
    {
        var predictors = design.Predictors();
        var exposures = design.ExposurePlaces();
        var lost = dropped.ToDictionary(d => predictors[d.Index], d => d.Reason);
        string[] notes =
        [
            .. lost.Where(l => !exposures.Contains(l.Key) && !design.IsLevel(l.Key))
                .Select(l => $"covariate {design.NameOf(l.Key)} {l.Value}, left out"),
            .. design.LostReferences(),
            .. Notes,
        ];
        var tests = design.Tests().Zip(joint).ToLookup(t => t.First.Term.Key, t => new NamedTest(t.First, t.Second));
        var terms = design.Terms().Where(t => !t.Term.IsSpline).ToArray();
        foreach (var (place, key) in terms.SelectMany(t => t.Places.Select(p => (p, t.Term.Key))))
        {
            var whole = tests[key].SingleOrDefault()?.Test;
            var name = design.NameOf(place);
            if (coefficient(place) is not { } b)
            {
                var why = lost.GetValueOrDefault(place) == "collinear" ? "exposure collinear with the covariates" : "exposure constant";
                yield return WithRows((this with { Notes = notes }).Untested(why, name), design, place);
                continue;
            }

            if (double.IsNaN(b.DegreesOfFreedom))
            {
                var why = Clusters is null
                    ? "no error: one row alone decides the effect"
                    : "no error: one or two clusters alone decide the effect";
                yield return WithRows((this with { Notes = notes }).Untested(why, name), design, place) with
                {
                    Beta = b.Estimate,
                };
                continue;
            }

            var standardiser = design.Step(place, Spread) / (IsLog ? 1 : Spread(0));
            var perSd = design.IsNumber(place) ? b.Estimate * Spread(place) : double.NaN;
            yield return WithRows(Untested("", name), design, place) with
            {
                BetaPerSd = perSd,
                Standardiser = double.IsFinite(standardiser) ? standardiser : double.NaN,
                BetaStandardised = IsLog ? double.NaN : perSd / Spread(0),
                Beta = b.Estimate,
                StandardError = b.StandardError,
                DegreesOfFreedom = b.DegreesOfFreedom,
                Lower = b.Lower,
                Upper = b.Upper,
                Significance = b.Significance,
                Joint = whole,
                JointTerm = JointTerm(key),
                Margins = Array.Find(terms, t => t.Places.Length > 0 && t.Places[0] == place) is { } whose ? Margins(whose) : [],
                Permuted = Permuted([place]),
                PartialR = residualDf is { } df ? b.Statistic / Math.Sqrt(b.Statistic * b.Statistic + df) : double.NaN,
                Notes = [.. notes, .. Degrees(b), .. Standing],
            };
        }

        foreach (var row in Curves(design.Terms().Where(t => t.Term.IsSpline).SelectMany(t => tests[t.Term.Key]), notes))
            yield return row;
    }

    private AssociationRow WithRows(AssociationRow row, DesignColumns design, int place) =>
        design.IsLevel(place) ? row with { LevelRows = RowsAt(place), ReferenceRows = RowsAt(design.ReferencePlaceOf(place)) } : row;

    // A term may be reported by several models of a phenotype.
    private string JointTerm(string term) => $"{Exposure}\n{term}";

    // A spline's coefficients mean nothing one by one: only the tests of the curve are results.
    private IEnumerable<AssociationRow> Curves(IEnumerable<NamedTest> tests, string[] notes)
    {
        foreach (var (tested, test) in tests)
        {
            var row = (this with { Notes = notes }).Untested(
                test is null ? "exposure constant or collinear with the covariates" : "a test of the whole curve",
                tested.Name
            );
            yield return test is null
                ? row
                : row with
                {
                    Joint = test,
                    JointTerm = JointTerm(tested.Name),
                    Significance = test.Significance,
                    Permuted = Permuted(tested.Places),
                };
        }
    }

    private IEnumerable<string> Degrees(Coefficient b)
    {
        if (Clusters is not null && !IsImputation && double.IsFinite(b.DegreesOfFreedom))
            yield return string.Create(CultureInfo.InvariantCulture, $"{b.DegreesOfFreedom:0.#} degrees of freedom");
    }

    private sealed record NamedTest(DesignTest Tested, JointTest? Test);

    private IEnumerable<string> Standing
    {
        get
        {
            if (Missing > 0)
                yield return $"{Missing} of {Used + Missing} rows left out for missing values";
            if (Source == RowSource.Synthetic)
                yield return AssociationTable.SyntheticNote;
        }
    }
}
