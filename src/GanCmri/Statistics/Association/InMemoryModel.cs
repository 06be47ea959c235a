using GanCmri.Statistics.Association.Reading;
using GanCmri.Statistics.Regression;

namespace GanCmri.Statistics.Association;

/// <summary>A model of one phenotype and exposure that needs all its rows at once: logistic, clustered or of ranks.</summary>
internal sealed class InMemoryModel(
    StudyColumns study, AssociationOptions options, TableBlock table, IReadOnlyDictionary<int, BinaryOutcome?> outcomes)
{
    private const int FewClusters = 20;
    private const int FewCases = 20;

    /// <summary>Fits the model to the rows of one source.</summary>
    public IEnumerable<AssociationRow> Fit(int outcome, int exposure, SourceMask source, long sourceRows)
    {
        var design = new DesignColumns(study.Table, outcome, exposure, study.Covariates);
        design.Grow();
        int[] needed = study.Cluster is { } c ? [.. design.Needed, c] : [.. design.Needed];
        var rows = RowSelection.Complete(table, needed, source.Rows);
        var report = new ModelReport(
            study.Table[outcome].Name, study.Table[exposure].Name, source.Source, rows.Length, sourceRows - rows.Length);
        var there = design.All.Select(column => column.Level < 0 || rows.Any(i => table.Columns[column.Table][i] == column.Level)).ToArray();
        design.HasRows = place => there[place];
        var predictors = design.Predictors();
        var columns = predictors.Select(p => RowSelection.Gather(table, design.All[p], rows, n => new double[n])).ToArray();
        var response = Array.ConvertAll(rows, i => table.Columns[outcome][i]);
        var clusters = study.Cluster is { } place ? Array.ConvertAll(rows, i => (int)table.Columns[place][i]) : null;
        if (clusters is not null)
        {
            var count = Sandwich.Count(clusters);
            report = report with { Clusters = count };
            if (count < 2) return [report.Untested("fewer than 2 clusters")];
            if (count < FewClusters) report = report with { Notes = [$"only {count} clusters: errors are uncertain"] };
        }

        var regression = new RegressionOptions { Level = options.Level, Clusters = clusters, Names = [.. predictors.Select(design.NameOf)] };
        if (design.ExposurePlaces().Length == 0) return [report.Untested("exposure constant")];
        return options.Family == AssociationFamily.Linear
            ? Linear(report, design, response, columns, regression)
            : Binary(report, design, outcomes[outcome], response, columns, regression);
    }

    private IEnumerable<AssociationRow> Linear(
        ModelReport report, DesignColumns design, double[] response, double[][] columns, RegressionOptions regression)
    {
        if (response.Length <= columns.Length + 1) return [report.Untested("too few rows")];
        if (response.Max() == response.Min()) return [report.Untested("phenotype constant")];
        if (options.InverseNormal) response = InverseNormal.Transform(response);
        var fit = Ols.Fit(response, columns, regression);
        if (fit.RSquared > 1 - 1e-12) return [report.Untested("phenotype is an exact linear function of the columns")];
        var df = regression.Clusters is null ? fit.DegreesOfFreedom : (double?)null;
        return report.Tested(design, fit.Dropped, place => Find(fit.Coefficients, design.NameOf(place)), df);
    }

    private IEnumerable<AssociationRow> Binary(
        ModelReport report, DesignColumns design, BinaryOutcome? coding, double[] response, double[][] columns, RegressionOptions regression)
    {
        if (coding is null) return [report.Untested("phenotype does not have exactly two values")];
        var outcome = Array.ConvertAll(response, coding.IsCase);
        report = report with { Cases = outcome.Count(o => o), Notes = [.. report.Notes, .. coding.Notes] };
        if (report.Cases == 0 || report.Cases == report.Used) return [report.Untested("no cases or no controls among the rows used")];
        if (Math.Min(report.Cases.Value, report.Used - report.Cases.Value) < FewCases)
            report = report with { Notes = [.. report.Notes, $"fewer than {FewCases} cases or controls"] };
        var fit = options.Family == AssociationFamily.Firth ? Penalised(design, outcome, columns, regression) : Logistic.Fit(outcome, columns, regression);
        if (fit.Status != LogisticStatus.Converged && options.Family == AssociationFamily.Logistic)
        {
            var why = fit.Status == LogisticStatus.Separated ? "separated: cases and controls are told apart without error" : "maximum likelihood did not converge";
            if (regression.Clusters is not null) return [report.Untested($"{why}; Firth's penalised likelihood knows no clusters")];
            report = report with { Notes = [.. report.Notes, $"{why}, so by Firth's penalised likelihood"] };
            fit = Penalised(design, outcome, columns, regression);
        }

        if (fit.Status != LogisticStatus.Converged) return [report.Untested("the fit did not converge")];
        return report.Tested(design, fit.Dropped, place => Find(fit.Coefficients, design.NameOf(place)), null);
    }

    // Profiles are costly: only the exposure's columns, the last of the model's, get them.
    private static LogisticFit Penalised(DesignColumns design, bool[] outcome, double[][] columns, RegressionOptions regression)
    {
        var first = columns.Length - design.ExposurePlaces().Length;
        return Firth.Fit(outcome, columns, regression, column => column >= first);
    }

    private static Coefficient? Find(IReadOnlyList<Coefficient> coefficients, string name) =>
        coefficients.Skip(1).FirstOrDefault(b => b.Name == name);
}
