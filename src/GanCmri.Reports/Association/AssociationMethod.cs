using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;

namespace GanCmri.Reports.Association;

/// <summary>What a study fitted, in a line for readers of its page: model, what was held constant, errors, rows.</summary>
internal static class AssociationMethod
{
    /// <summary>The line; empty where the table does not tell its options.</summary>
    public static string Of(AssociationTable study) =>
        study.Options is { } options ? string.Join(". ", Sentences(options).Append(Rows(study))) + "." : "";

    private static IEnumerable<string> Sentences(AssociationOptions o)
    {
        yield return Model(o) + ", one model for each phenotype and exposure" + (o.Time is { } time ? $", time in {time}" : "");
        yield return o.Covariates.Count > 0
            ? "Adjusted for (held constant) " + string.Join(", ", o.Covariates)
            : "Not adjusted for anything";
        if (o.Random.Count > 0)
            yield return "Random intercepts of " + string.Join(" / ", o.Random);
        yield return $"{Errors(o)}, {Figures.Step(100 * o.Level)} % intervals";
        if (o.Weights is { } weights)
            yield return $"Weights: {weights}";
        if (o.Offset is { } offset)
            yield return $"Offset: {offset}";
        if (o.Permutations > 0)
            yield return Told($"Family-wise p by {o.Permutations} permutations");
        if (o.Imputations > 0)
            yield return Told($"{o.Imputations} imputations of what is missing");
    }

    private static string Rows(AssociationTable study)
    {
        long[] used = [.. study.Rows.Select(r => (long)r.Used).DefaultIfEmpty()];
        var n = used.Min() == used.Max() ? Told($"n = {used.Max()}") : Told($"n = {used.Min()} to {used.Max()}");
        var source = study.Rows.Select(r => r.Source).Distinct().Count(s => s.Length > 0) > 1 ? ", real and synthetic apart" : "";
        return Told($"{n} of {study.TableRows} rows{source}");
    }

    private static string Model(AssociationOptions o) =>
        o.Family switch
        {
            AssociationFamily.Linear when o.InverseNormal =>
                "Linear regression of normal quantiles of the phenotype's ranks, effects in units of these",
            AssociationFamily.Linear => "Linear regression, effects in units of the phenotype",
            AssociationFamily.Logistic => "Logistic regression, effects in log odds",
            AssociationFamily.Firth => "Logistic regression with Firth's penalty, effects in log odds",
            AssociationFamily.Poisson => "Poisson regression, effects in log rates",
            AssociationFamily.NegativeBinomial => "Negative binomial regression, effects in log rates",
            AssociationFamily.Ordinal => "Proportional odds, effects in log odds of a higher level",
            AssociationFamily.Cox => "Cox regression, effects in log hazards",
            AssociationFamily.FirthCox => "Cox regression with Firth's penalty, effects in log hazards",
            _ => throw new ArgumentOutOfRangeException(nameof(o)),
        };

    private static string Errors(AssociationOptions o)
    {
        if (o.Penalised)
            return "Profile likelihood";
        var errors = o.Errors switch
        {
            _ when o.Cluster is { } grouped && (o.OfTime || o.Family == AssociationFamily.Ordinal) =>
                $"standard errors by the scores' sandwich, clusters by {grouped}",
            _ when o.Weights is not null => "standard errors by linearisation" + (o.Cluster is { } drawn ? $", clusters by {drawn}" : ""),
            AssociationErrors.Hc3 => "HC3 standard errors",
            AssociationErrors.Cr1 => $"CR1 standard errors, clusters by {o.Cluster}",
            AssociationErrors.Cr2 => $"CR2 standard errors, clusters by {o.Cluster}",
            _ when o.Random.Count > 0 => "standard errors by restricted maximum likelihood, Satterthwaite's degrees of freedom",
            null when o.Cluster is { } cluster => $"CR2 standard errors, clusters by {cluster}",
            _ => "classical standard errors",
        };
        return char.ToUpperInvariant(errors[0]) + errors[1..] + (o.Profile ? ", profile likelihood of exposures" : "");
    }

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
