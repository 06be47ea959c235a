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
    public static IReadOnlyList<LabelledVolumeAgreement> Of(IEnumerable<StudyVolumes> volumes) => Of(LabelledStudy.Of(volumes));

    /// <summary>The same of studies that have both.</summary>
    public static IReadOnlyList<LabelledVolumeAgreement> Of(IReadOnlyList<LabelledStudy> studies) =>
        [.. PhenotypeRegistry.Independent.Select((p, i) => Of(p, i, studies)).OfType<LabelledVolumeAgreement>()];

    private static LabelledVolumeAgreement? Of(SubjectPhenotype phenotype, int place, IReadOnlyList<LabelledStudy> studies)
    {
        LabelledStudy[] known = [.. studies.Where(v => double.IsFinite(Difference(v)))];
        if (known.Length == 0)
            return null;
        string[] subjects = [.. known.Select(v => v.Subject)];
        return new LabelledVolumeAgreement(
            phenotype,
            BlandAltman.Of([.. known.Select(v => v.Measured[place])], [.. known.Select(v => v.Labelled[place])]),
            subjects.Distinct().Count() < 2 ? null : Bootstrap.Interval(subjects, rows => rows.Average(i => Difference(known[i])))
        );

        double Difference(LabelledStudy v) => v.Measured[place] - v.Labelled[place];
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
