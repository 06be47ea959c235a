using GanCmri.Formats.Tables;
using GanCmri.Statistics.Regression;
using GanCmri.Studies;
using GanCmri.Studies.Cohorts;

namespace GanCmri.Reports.Cohorts;

/// <summary>An assumed effect of a covariate, and what a linear regression on all covariates finds of it.</summary>
/// <param name="Covariate">The covariate, with its unit or the levels compared.</param>
/// <param name="Phenotype">The phenotype, with its unit.</param>
/// <param name="Assumed">The effect in the specification.</param>
/// <param name="InTargets">Found in the targets.</param>
/// <param name="InMeasured">Found in what the network measures that steered; null where nothing was measured.</param>
/// <param name="N">Rows used for the latter.</param>
internal sealed record EffectRecovery(
    string Covariate,
    string Phenotype,
    double Assumed,
    Coefficient? InTargets,
    Coefficient? InMeasured,
    int N
)
{
    /// <summary>Found in what another network measures; null where none looked.</summary>
    public Coefficient? InJudged { get; init; }

    /// <summary>All effects; a coefficient is null where too few rows tell it.</summary>
    public static IReadOnlyList<EffectRecovery> All(CohortSample sample, CohortSpec spec)
    {
        Term[] terms = [.. spec.Covariates.SelectMany(c => Terms(c, sample))];
        return
        [
            .. spec.Phenotypes.SelectMany(
                (phenotype, p) =>
                {
                    var targets = Fit(sample.Numbers(phenotype.TargetName), terms);
                    var measured = sample.Has(phenotype.Name) ? Fit(sample.Numbers(phenotype.Name), terms) : null;
                    var judged = sample.Has(phenotype.JudgedName) ? Fit(sample.Numbers(phenotype.JudgedName), terms) : null;
                    return terms.Select(t => new EffectRecovery(
                        t.Name,
                        phenotype.Phenotype.Head,
                        t.Effects[p],
                        Of(targets, t),
                        Of(measured, t),
                        measured?.N ?? 0
                    )
                    {
                        InJudged = Of(judged, t),
                    });
                }
            ),
        ];
    }

    private static IEnumerable<Term> Terms(Covariate covariate, CohortSample sample)
    {
        if (covariate is NumberCovariate number)
            return Terms(number, sample.Numbers(number.Name));
        var levels = ((CategoryCovariate)covariate).Levels;
        var cells = sample.Texts(covariate.Name);
        return levels
            .Skip(1)
            .Select(l => new Term(
                $"{covariate.Name}: {l.Name} against {levels[0].Name}",
                Array.ConvertAll(cells, c => c == SpreadsheetText.Neutralise(l.Name) ? 1.0 : 0),
                l.Effects
            ));
    }

    // As the effects are assumed: powers of the distance from the mean, and steps.
    private static IEnumerable<Term> Terms(NumberCovariate number, double[] values)
    {
        var name = number.Unit.Length == 0 ? number.Name : $"{number.Name} ({number.Unit})";
        string About(string power) => FormattableString.Invariant($"{number.Name}{power} about {number.Mean}");
        double[] Power(int k) => Array.ConvertAll(values, v => Math.Pow(v - number.Mean, k));
        Term[] curves =
        [
            new(About("²"), Power(2), [.. number.Effects.Select(e => e.Quadratic)]),
            new(About("³"), Power(3), [.. number.Effects.Select(e => e.Cubic)]),
            .. number
                .Effects.SelectMany(e => e.Steps)
                .Select(s => s.From)
                .Distinct()
                .Order()
                .Select(from => new Term(
                    FormattableString.Invariant($"{number.Name} from {from}"),
                    Array.ConvertAll(values, v => v >= from ? 1.0 : 0),
                    [.. number.Effects.Select(e => e.Steps.Where(s => s.From == from).Sum(s => s.Change))]
                )),
        ];
        return [new(name, values, [.. number.Effects.Select(e => e.Linear)]), .. curves.Where(t => t.Effects.Any(e => e != 0))];
    }

    private static OlsFit? Fit(double[] response, Term[] terms)
    {
        int[] known = [.. Enumerable.Range(0, response.Length).Where(i => double.IsFinite(response[i]))];
        if (terms.Length == 0 || known.Length < terms.Length + 3)
            return null;
        double[] Of(double[] column) => [.. known.Select(i => column[i])];
        return Ols.Fit(
            Of(response),
            [.. terms.Select(t => Of(t.Column))],
            new RegressionOptions { Names = [.. terms.Select(t => t.Name)] }
        );
    }

    private static Coefficient? Of(OlsFit? fit, Term term) => fit?.Coefficients.FirstOrDefault(c => c.Name == term.Name);

    private sealed record Term(string Name, double[] Column, IReadOnlyList<double> Effects);
}
