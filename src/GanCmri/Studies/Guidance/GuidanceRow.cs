using GanCmri.Phenotypes;
using GanCmri.Statistics;
using MathNet.Numerics.Distributions;

namespace GanCmri.Studies.Guidance;

/// <summary>One row of a verification's summary: what one path does to one phenotype.</summary>
/// <param name="Effect">Medians over hearts.</param>
/// <param name="Share">
/// Leakage whatever the step's size: the median slope, in standard deviations of this phenotype, by that of the guided phenotype in its
/// own; 1 for itself.
/// </param>
/// <param name="MixedSlope"> Mean of the hearts' own slopes: the fixed slope of a linear mixed model with random intercept and slope a
/// heart where all hearts have the same steps. Hearts that lose their cavity at some steps count in full with the steps that are left.
/// </param>
/// <param name="MixedLower">Lower 95 % limit, by Student's t over hearts.</param>
/// <param name="MixedUpper">Upper limit.</param>
/// <param name="Judged">The same medians as another network sees them under fresh noise; null where none looked, or it does not measure the
/// phenotype.</param>
internal sealed record GuidanceRow(
    GuidanceEffect Effect,
    double Share,
    double MixedSlope,
    double MixedLower,
    double MixedUpper,
    GuidanceEffect? Judged
)
{
    public static IReadOnlyList<GuidanceRow> All(StudyResult cohort, StudyResult? judged = null)
    {
        var seen = judged is null ? [] : GuidanceEffect.Seen(judged);
        return
        [
            .. from guided in cohort.Guided
            from measured in GuidanceEffect.Seen(cohort)
            select Of(cohort, guided, measured, seen.Contains(measured) ? GuidanceEffect.Of(judged!, guided, measured) : null),
        ];
    }

    private static GuidanceRow Of(StudyResult cohort, FramePhenotype guided, FramePhenotype measured, GuidanceEffect? judged)
    {
        var effect = GuidanceEffect.Of(cohort, guided, measured);
        var own = GuidanceEffect.Of(cohort, guided, guided);
        var slopes = Summary.Of([
            .. cohort.Subjects.Select(s => s.Guidance.Single(g => g.Guided == guided).Slope(measured)).Where(double.IsFinite),
        ]);
        var half = slopes.N < 2 ? double.NaN : StudentT.InvCDF(0, 1, slopes.N - 1, .975) * slopes.StandardError;
        return new GuidanceRow(effect, effect.Standardised / own.Standardised, slopes.Mean, slopes.Mean - half, slopes.Mean + half, judged);
    }
}
