using System.Globalization;
using GanCmri.Statistics.Association.Reading;
using GanCmri.Statistics.Regression;

namespace GanCmri.Statistics.Association;

/// <summary>Random intercepts, times to an event, levels in order, and profiles.</summary>
internal sealed partial class InMemoryModel
{
    private const int MostLevels = 20;

    private IEnumerable<AssociationRow> Nested(
        ModelReport report,
        DesignColumns design,
        GlmRows given,
        int[] rows,
        RegressionOptions regression
    )
    {
        (var response, report) = Quantity(given, report);
        if (response.Length <= given.Columns.Count + 1)
            return [report.Untested("too few rows")];
        if (response.Max() == response.Min())
            return [report.Untested("phenotype constant")];
        int[][] groups = [.. study.Random.Select(place => Array.ConvertAll(rows, i => (int)table.Columns[place][i]))];
        var fit = Mixed.Fit(response, given.Columns, groups, regression);
        if (fit.Failure is { } why)
            return [report.Untested(why)];
        var total = fit.Variances.Sum() + fit.ResidualVariance;
        string[] levels = [.. study.Random.Select((_, i) => string.Join('/', study.Random.Take(i + 1).Select(p => study.Table[p].Name)))];
        string Parts(Func<double, string> of) => string.Join(", ", levels.Zip(fit.Variances, (name, v) => $"{name} {of(v)}"));
        report = report with
        {
            Notes =
            [
                .. report.Notes,
                $"share of variance: {Parts(v => (v / total).ToString("0.###", CultureInfo.InvariantCulture))}",
                .. fit.Variances.Any(v => v == 0) ? new[] { "a random intercept has no variance" } : [],
            ],
        };
        report = WithMargins(report, design, fit.Dropped, fit.Coefficients, fit.Covariance, fit.Degrees, given, MeanLink.Identity);
        return report.Tested(design, fit.Dropped, place => Find(fit.Coefficients, design.NameOf(place)), fit.Joint, null);
    }

    private IEnumerable<AssociationRow> Survival(
        ModelReport report,
        DesignColumns design,
        BinaryOutcome? coding,
        GlmRows given,
        int[] rows,
        RegressionOptions regression
    )
    {
        if (coding is null)
            return [report.Untested("phenotype does not have exactly two values")];
        var events = Array.ConvertAll(given.Response, coding.IsCase);
        var seen = events.Count(e => e);
        report = report with { Cases = seen, Notes = [.. report.Notes, .. coding.Notes] };
        if (seen == 0)
            return [report.Untested("no events among the rows used")];
        if (seen <= given.Columns.Count && !options.Penalised)
            return [report.Untested($"too few events: {seen} with {given.Columns.Count} columns (--family firthcox gives a test)")];
        if (seen < FewCases)
            report = report with { Notes = [.. report.Notes, $"fewer than {FewCases} events"] };
        var cox = new CoxRows(Array.ConvertAll(rows, i => table.Columns[study.Time!.Value][i]), events, given.Columns)
        {
            Offset = given.Offset,
        };
        if (!options.Penalised)
        {
            var fit = Cox.Fit(cox, regression);
            if (fit.Failure is not { } why)
                return Likelihood(report, design, given, fit, of => Cox.Fit(cox with { Columns = of.Columns, Offset = of.Offset }));
            if (regression.Clusters is not null)
                return [report.Untested($"{why}; Firth's penalised likelihood knows no clusters")];
            report = report with { Notes = [.. report.Notes, $"{why}, so by Firth's penalised likelihood"] };
        }

        var penalised = FirthCox.Fit(cox, regression, IsExposure(design, given.Columns));
        return penalised.Failure is { } none
            ? [report.Untested(none)]
            : report.Tested(design, penalised.Dropped, place => Of(penalised, design, place), penalised.Joint, null);
    }

    private IEnumerable<AssociationRow> Levels(
        ModelReport report,
        DesignColumns design,
        TableColumn phenotype,
        GlmRows given,
        RegressionOptions regression
    )
    {
        var response = phenotype.IsText ? Array.ConvertAll(given.Response, code => Rank(phenotype, code)) : given.Response;
        var levels = response.Distinct().Take(MostLevels + 1).Count();
        if (levels < 2)
            return [report.Untested("phenotype constant")];
        if (levels > MostLevels)
            return [report.Untested($"phenotype of more than {MostLevels} levels: a linear model suits it")];
        if (response.Length <= given.Columns.Count + levels)
            return [report.Untested("too few rows")];
        var ranked = given with { Response = response };
        var fit = Ordinal.Fit(response, given.Columns, regression, given.Offset);
        if (fit.Failure is { } why)
            return [report.Untested(why)];
        report = WithMargins(report, design, phenotype, fit, ranked);
        return Likelihood(report, design, ranked, fit, of => Ordinal.Fit(response, of.Columns, null, of.Offset));
    }

    private double Rank(TableColumn phenotype, double code) =>
        options.Order.ToList().FindIndex(l => l.Equals(phenotype.Levels[(int)code], StringComparison.OrdinalIgnoreCase));

    private IEnumerable<AssociationRow> Likelihood(
        ModelReport report,
        DesignColumns design,
        GlmRows given,
        LikelihoodFit fit,
        Func<GlmRows, LikelihoodFit> refit
    ) =>
        report.Tested(
            design,
            fit.Dropped,
            Profiled(place => Of(fit, design, place), design, fit.Dropped, fit.LogLikelihood, given, rows => refit(rows).LogLikelihood),
            fit.Joint,
            null
        );

    private static Coefficient? Of(LikelihoodFit fit, DesignColumns design, int place) =>
        fit.Coefficients.FirstOrDefault(b => b.Name == design.NameOf(place));

    // Profiles are costly: only columns that are results get them.
    private Func<int, Coefficient?> Profiled(
        Func<int, Coefficient?> wald,
        DesignColumns design,
        IReadOnlyList<DroppedColumn> dropped,
        double top,
        GlmRows rows,
        Func<GlmRows, double> logLikelihood
    )
    {
        if (!options.Profile)
            return wald;
        var predictors = design.Predictors();
        int[] used = [.. Enumerable.Range(0, predictors.Length).Where(i => dropped.All(d => d.Index != i))];
        var fitted = rows with { Columns = [.. used.Select(i => rows.Columns[i])] };
        return place =>
            wald(place) is { } b
                ? ProfiledLikelihood.Of(b, top, Array.IndexOf(used, Array.IndexOf(predictors, place)), fitted, logLikelihood, options.Level)
                : null;
    }

    // A measured quantity less its offset, as ranks where asked for.
    private (double[] Response, ModelReport Report) Quantity(GlmRows rows, ModelReport report)
    {
        var response = rows.Offset is { } offset ? [.. rows.Response.Zip(offset, (y, o) => y - o)] : rows.Response;
        if (!options.InverseNormal)
            return (response, report);
        var ranks = InverseNormal.Transform(response);
        var raw = report.Spread;
        return (ranks, report with { Spread = at => at == 0 ? Spread(ranks) : raw(at) });
    }
}
