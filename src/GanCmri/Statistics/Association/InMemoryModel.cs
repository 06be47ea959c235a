using GanCmri.Statistics.Association.Reading;
using GanCmri.Statistics.Regression;

namespace GanCmri.Statistics.Association;

/// <summary>A model of one phenotype and exposure that needs all its rows at once: other than linear, clustered, weighted, of ranks or of
/// terms.</summary>
/// <param name="study">Columns.</param>
/// <param name="options">The model.</param>
/// <param name="table">All rows.</param>
/// <param name="outcomes">Which values are cases.</param>
/// <param name="isImputation">Whether the rows are one imputation of several, which are pooled.</param>
internal sealed partial class InMemoryModel(
    StudyColumns study,
    AssociationOptions options,
    TableBlock table,
    IReadOnlyDictionary<int, BinaryOutcome?> outcomes,
    bool isImputation = false
)
{
    private const int FewClusters = 20;
    private const int FewCases = 20;

    /// <summary>Fits the model to the rows of one source.</summary>
    public IEnumerable<AssociationRow> Fit(int outcome, StudyExposure exposure, SourceMask source, long sourceRows)
    {
        if (options.Imputations > 0 && Imputed(outcome, exposure, source, sourceRows) is { } pooled)
            return pooled;
        var design = new DesignColumns(study.Table, outcome, exposure.Reported, exposure.HeldWith(study.Covariates));
        design.Grow();
        int[] needed = [.. design.Needed, .. study.OfRows];
        var complete = RowSelection.Complete(table, needed, source.Rows);
        var rows = study.Numbers.Counting(table, complete);
        var report = new ModelReport(study.Table[outcome].Name, exposure.Name, source.Source, rows.Length, sourceRows - complete.Length)
        {
            IsLog = options.Family != AssociationFamily.Linear,
            IsImputation = isImputation,
            Notes = rows.Length < complete.Length ? [$"rows of weight 0 left out: {complete.Length - rows.Length}"] : [],
        };
        if (rows.Length == 0)
            return [report.Untested("too few rows")];
        var there = design
            .All.Select(column =>
                column.Single is { Level: >= 0 } f ? rows.Count(i => table.Columns[f.Variable.Table][i] == f.Level) : (long?)null
            )
            .ToArray();
        design.HasRows = place => there[place] != 0;
        report = report with { RowsAt = place => there[place] };
        var predictors = design.Predictors();
        var columns = predictors.Select(p => design.All[p].Gather(table, rows)).ToArray();
        var response = Array.ConvertAll(rows, i => table.Columns[outcome][i]);
        var clusters = study.Cluster is { } place ? Array.ConvertAll(rows, i => (int)table.Columns[place][i]) : null;
        if (clusters is not null)
        {
            var count = Sandwich.Count(clusters);
            report = report with { Clusters = count };
            if (count < 2)
                return [report.Untested("fewer than 2 clusters")];
            if (count < FewClusters)
                report = report with { Notes = [.. report.Notes, $"only {count} clusters: errors are uncertain"] };
        }

        var regression = new RegressionOptions
        {
            Level = options.Level,
            Clusters = clusters,
            ClusterErrors = options.Errors == AssociationErrors.Cr1 ? ClusterErrors.Cr1 : ClusterErrors.Cr2,
            Hc3 = options.Errors == AssociationErrors.Hc3,
            Names = [.. predictors.Select(design.NameOf)],
            Joint = design.Joint(predictors),
        };
        if (design.ExposurePlaces().Length == 0)
            return [report.Untested("exposure constant")];
        report = report with
        {
            Spread = at =>
                Spread(
                    at == 0 ? response
                    : Array.IndexOf(predictors, at) is var k and >= 0 ? columns[k]
                    : []
                ),
        };
        var given = new GlmRows(response, columns)
        {
            Weights = study.Numbers.WeightsAt(table, rows),
            Offset = study.Numbers.OffsetAt(table, rows),
        };
        return options.Family switch
        {
            AssociationFamily.Linear when study.Random.Length > 0 => Nested(report, design, given, rows, regression),
            AssociationFamily.Cox or AssociationFamily.FirthCox => Survival(report, design, outcomes[outcome], given, rows, regression),
            AssociationFamily.Ordinal => Levels(report, design, study.Table[outcome], given, regression),
            AssociationFamily.Linear => Linear(report, design, given, rows, regression),
            AssociationFamily.Poisson => Counts(GlmFamily.Poisson, report, design, given, regression),
            AssociationFamily.NegativeBinomial => Counts(GlmFamily.NegativeBinomial, report, design, given, regression),
            _ => Binary(report, design, outcomes[outcome], given, regression),
        };
    }

    private IEnumerable<AssociationRow> Linear(
        ModelReport report,
        DesignColumns design,
        GlmRows rows,
        int[] kept,
        RegressionOptions regression
    )
    {
        var (response, columns) = rows;
        var predictors = design.Predictors();
        if (response.Length <= columns.Count + 1)
            return [report.Untested("too few rows")];
        if (response.Max() == response.Min())
            return [report.Untested("phenotype constant")];
        if (rows.Weights is not null)
            return General(GlmFamily.Normal, report, design, rows, regression);
        (response, report) = Quantity(rows, report);
        var fit = Ols.Fit(response, columns, regression);
        if (fit.RSquared > 1 - 1e-12)
            return [report.Untested("phenotype is an exact linear function of the columns")];
        if (options.Permutations > 0)
            report = report with { Permuted = places => Permuted(places, predictors, fit, response, columns, kept, regression) };
        report = WithMargins(report, design, fit.Dropped, fit.Coefficients, fit.Covariance, fit.Degrees, rows, MeanLink.Identity);
        var df = options.Errors != AssociationErrors.Hc3 && regression.Clusters is null ? fit.DegreesOfFreedom : (double?)null;
        return report.Tested(design, fit.Dropped, place => Find(fit.Coefficients, design.NameOf(place)), fit.Joint, df);
    }

    private IEnumerable<AssociationRow> Binary(
        ModelReport report,
        DesignColumns design,
        BinaryOutcome? coding,
        GlmRows rows,
        RegressionOptions regression
    )
    {
        var (response, columns) = rows;
        if (coding is null)
            return [report.Untested("phenotype does not have exactly two values")];
        var outcome = Array.ConvertAll(response, coding.IsCase);
        report = report with { Cases = outcome.Count(o => o), Notes = [.. report.Notes, .. coding.Notes] };
        if (report.Cases == 0 || report.Cases == report.Used)
            return [report.Untested("no cases or no controls among the rows used")];
        if (Math.Min(report.Cases.Value, report.Used - report.Cases.Value) < FewCases)
            report = report with { Notes = [.. report.Notes, $"fewer than {FewCases} cases or controls"] };
        if (study.Numbers.Any)
            return General(
                GlmFamily.Binomial,
                report,
                design,
                rows with
                {
                    Response = Array.ConvertAll(outcome, o => o ? 1.0 : 0),
                },
                regression
            );
        var byLikelihood = rows with { Response = Array.ConvertAll(outcome, o => o ? 1.0 : 0) };
        var penalised = options.Family == AssociationFamily.Firth;
        var fit = penalised ? Penalised(design, outcome, columns, regression) : Logistic.Fit(outcome, columns, regression);
        if (fit.Status != LogisticStatus.Converged && options.Family == AssociationFamily.Logistic)
        {
            var why =
                fit.Status == LogisticStatus.Separated
                    ? "separated: cases and controls are told apart without error"
                    : "maximum likelihood did not converge";
            if (regression.Clusters is not null)
                return [report.Untested($"{why}; Firth's penalised likelihood knows no clusters")];
            report = report with { Notes = [.. report.Notes, $"{why}, so by Firth's penalised likelihood"] };
            fit = Penalised(design, outcome, columns, regression);
            penalised = true;
        }

        if (fit.Status != LogisticStatus.Converged)
            return [report.Untested("the fit did not converge")];
        report = WithMargins(report, design, fit.Dropped, fit.Coefficients, fit.Covariance, fit.Degrees, rows, MeanLink.Logit);
        Coefficient? Of(int place) => Find(fit.Coefficients, design.NameOf(place));
        return report.Tested(
            design,
            fit.Dropped,
            penalised
                ? Of
                : Profiled(Of, design, fit.Dropped, -fit.Deviance / 2, byLikelihood, r => Glm.Fit(GlmFamily.Binomial, r).LogLikelihood),
            fit.Joint,
            null
        );
    }

    private static PermutedTest? Permuted(
        int[] places,
        int[] predictors,
        OlsFit fit,
        double[] response,
        IReadOnlyList<double[]> columns,
        int[] rows,
        RegressionOptions regression
    )
    {
        int[] used = [.. Enumerable.Range(0, predictors.Length).Where(i => fit.Dropped.All(d => d.Index != i))];
        int[] tested = [.. places.Select(p => Array.IndexOf(used, Array.IndexOf(predictors, p))).Where(i => i >= 0)];
        return FreedmanLane.Of(response, [.. used.Select(i => columns[i][..response.Length])], tested) is { } model
            ? new PermutedTest(model, rows, (int[]?)regression.Clusters)
            : null;
    }

    private IEnumerable<AssociationRow> Counts(
        GlmFamily family,
        ModelReport report,
        DesignColumns design,
        GlmRows rows,
        RegressionOptions regression
    )
    {
        if (!Array.TrueForAll(rows.Response, y => Glm.IsOutcome(family, y)))
            return [report.Untested("phenotype is no count: not whole, or below 0")];
        if (Array.TrueForAll(rows.Response, y => y == 0))
            return [report.Untested("no events among the rows used")];
        return General(family, report, design, rows, regression);
    }

    private IEnumerable<AssociationRow> General(
        GlmFamily family,
        ModelReport report,
        DesignColumns design,
        GlmRows rows,
        RegressionOptions regression
    )
    {
        var units = rows.Weights is not null && regression.Clusters is { } clusters ? Sandwich.Count(clusters) : rows.Response.Length;
        if (units <= rows.Columns.Count + 1)
            return [report.Untested("too few rows, or clusters of weighted rows")];
        var fit = Glm.Fit(family, rows, regression);
        if (fit.Failure is { } why)
            return [report.Untested(why)];
        if (family == GlmFamily.NegativeBinomial && !(isImputation && fit.Dispersion > 0))
        {
            report = report with
            {
                Notes =
                [
                    .. report.Notes,
                    fit.Dispersion > 0
                        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"dispersion {fit.Dispersion:G4}")
                        : "counts vary no more than Poisson's",
                ],
            };
        }

        report = WithMargins(
            report,
            design,
            fit.Dropped,
            fit.Coefficients,
            fit.Covariance,
            fit.Degrees,
            rows,
            family switch
            {
                GlmFamily.Normal => MeanLink.Identity,
                GlmFamily.Binomial => MeanLink.Logit,
                _ => MeanLink.Log,
            }
        );
        Coefficient? Of(int place) => Find(fit.Coefficients, design.NameOf(place));
        return report.Tested(
            design,
            fit.Dropped,
            Profiled(Of, design, fit.Dropped, fit.LogLikelihood, rows, r => Glm.Fit(family, r).LogLikelihood),
            fit.Joint,
            null
        );
    }

    private static double Spread(double[] values) => MathNet.Numerics.Statistics.Statistics.StandardDeviation(values);

    private static LogisticFit Penalised(
        DesignColumns design,
        bool[] outcome,
        IReadOnlyList<double[]> columns,
        RegressionOptions regression
    ) => Firth.Fit(outcome, columns, regression, IsExposure(design, columns));

    // Profiles are costly: only the exposure's columns, the last of the model's, get them.
    private static Predicate<int> IsExposure(DesignColumns design, IReadOnlyList<double[]> columns)
    {
        var first = columns.Count - design.ExposurePlaces().Length;
        return column => column >= first;
    }

    private static Coefficient? Find(IReadOnlyList<Coefficient> coefficients, string name) =>
        coefficients.Skip(1).FirstOrDefault(b => b.Name == name);
}
