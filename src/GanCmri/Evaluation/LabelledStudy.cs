using GanCmri.Phenotypes;

namespace GanCmri.Evaluation;

/// <summary>Measured volumes of a study beside those of its labels, a number for each of
/// <see cref="PhenotypeRegistry.Independent"/>.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Study">The study.</param>
/// <param name="Measured">Measured; NaN where unknown.</param>
/// <param name="Labelled">Of the labels.</param>
internal sealed record LabelledStudy(string Subject, string Study, IReadOnlyList<double> Measured, IReadOnlyList<double> Labelled)
{
    /// <summary>Studies that have both.</summary>
    public static IReadOnlyList<LabelledStudy> Of(IEnumerable<StudyVolumes> volumes) =>
        [
            .. volumes
                .Where(v => v is { Measures: not null, Labelled: not null })
                .Select(v => new LabelledStudy(v.Subject, v.Study, Numbers(v.Measures!), Numbers(v.Labelled!))),
        ];

    private static double[] Numbers(StackMeasures measures) => [.. PhenotypeRegistry.Independent.Select(p => p.Measure(measures))];
}
