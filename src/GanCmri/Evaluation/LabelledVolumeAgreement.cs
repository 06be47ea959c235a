using System.Globalization;
using GanCmri.Phenotypes;
using GanCmri.Statistics;

namespace GanCmri.Evaluation;

/// <summary>How measured volumes agree with those of labels: one phenotype over all studies that have both.</summary>
/// <param name="Phenotype">The phenotype.</param>
/// <param name="Differences">Measured less labelled, in its unit.</param>
/// <param name="Bias">Their mean with an interval over subjects; null with fewer than two.</param>
internal sealed record LabelledVolumeAgreement(SubjectPhenotype Phenotype, BlandAltman Differences, BootstrapInterval? Bias)
{
    /// <summary>Compares the phenotypes that some study has by both.</summary>
    /// <param name="volumes">Of each study.</param>
    public static IReadOnlyList<LabelledVolumeAgreement> Of(IEnumerable<StudyVolumes> volumes)
    {
        StudyVolumes[] both = [.. volumes.Where(v => v is { Measures: not null, Labelled: not null })];
        return [.. PhenotypeRegistry.Independent.Select(p => Of(p, both)).OfType<LabelledVolumeAgreement>()];
    }

    private static LabelledVolumeAgreement? Of(SubjectPhenotype phenotype, StudyVolumes[] both)
    {
        StudyVolumes[] known = [.. both.Where(v => double.IsFinite(Difference(v)))];
        if (known.Length == 0)
            return null;
        string[] subjects = [.. known.Select(v => v.Subject)];
        return new LabelledVolumeAgreement(
            phenotype,
            BlandAltman.Of([.. known.Select(v => phenotype.Measure(v.Measures!))], [.. known.Select(v => phenotype.Measure(v.Labelled!))]),
            subjects.Distinct().Count() < 2 ? null : Bootstrap.Interval(subjects, rows => rows.Average(i => Difference(known[i])))
        );

        double Difference(StudyVolumes v) => phenotype.Measure(v.Measures!) - phenotype.Measure(v.Labelled!);
    }

    /// <summary>A line for the screen.</summary>
    public override string ToString()
    {
        var unit = Phenotype.Unit == "%" ? "points" : Phenotype.Unit;
        var spread = Bias is { } bias
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"95 % interval over {bias.Units} subjects {bias.Lower:f1} to {bias.Upper:f1}), limits of agreement "
                    + $"{Differences.Lower:f1} to {Differences.Upper:f1} {unit}, "
            )
            : "of one subject), ";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"labels: {Phenotype.Label}, measured less labelled, {Differences.Bias:f1} {unit} ({spread}n = {Differences.N}"
        );
    }
}
