using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Reports.Hearts;

/// <summary>What a reader of a made heart must know beside its numbers, a sentence each.</summary>
internal static class HeartNotes
{
    private const double WidestShare = .2, // twice what misses a target
        MostFacPoints = 10;

    /// <summary>Targets that were not reached.</summary>
    public static IEnumerable<string> Missed(BeatingHeart heart)
    {
        if (heart.MissesFac)
            yield return Missed(PhenotypeRegistry.LvFac, heart.Recipe.FacPercent!.Value, heart.Beat.FacPercent);
        foreach (var missed in heart.Missed)
            yield return Missed(missed.Phenotype, heart.Recipe.Asked(missed)!.Value, missed.Phenotype.Measure(heart.AtEndDiastole));
    }

    /// <summary>That the outline at end-diastole leaks, so that what is measured there is not the cavity.</summary>
    public static IEnumerable<string> Leaking(BeatingHeart heart) =>
        heart.AtEndDiastole.Flags.HasFlag(QualityFlags.NotConvex)
            ?
            [
                $"the outline at end-diastole leaks out of the cavity (flag {QualityFlags.NotConvex}), so that LV area and sphericity are "
                    + "hardly the heart's; look at it, or leave this heart out",
            ]
            : [];

    /// <summary>What changed at end-diastole though nobody asked for it, and whether the beat is uneven.</summary>
    public static IEnumerable<string> Unasked(BeatingHeart heart) =>
        [
            .. SteeredPhenotype.All.Where(p => heart.Recipe.Asked(p) is null && Changed(p, heart)).Select(p => Change(p.Phenotype, heart)),
            .. new[] { BeatEvenness.Note("the beat", heart.Measures.Select(m => m.AreaMm2), Motion(heart.Recipe)) }.OfType<string>(),
        ];

    /// <summary>That another network sees quite another area: one of the two outlines something else.</summary>
    /// <param name="where">Frame and cine, in words.</param>
    /// <param name="own">LV area as the network sees it that steered, mm²; NaN where it sees none.</param>
    /// <param name="other">The same as another network sees it.</param>
    public static IEnumerable<string> Apart(string where, double own, double other) =>
        Math.Abs(other - own) <= WidestShare * own || (double.IsNaN(own) && double.IsNaN(other))
            ? []
            :
            [
                $"two networks see LV areas of {Figures.Short(own)} and {Figures.Short(other)} mm² {where}: one of them outlines something "
                    + "else; look at it, or leave this heart out",
            ];

    /// <summary>That another network sees quite another contraction.</summary>
    /// <param name="own">Fractional area change as the network sees it that steered, %; NaN where it sees none.</param>
    /// <param name="other">The same as another network sees it.</param>
    public static IEnumerable<string> ContractionApart(double own, double other) =>
        Math.Abs(other - own) > MostFacPoints
            ?
            [
                $"two networks see {PhenotypeRegistry.LvFac.Label}s of {Figures.Short(own)} and {Figures.Short(other)} %: one of them "
                    + "outlines something else at end-diastole or end-systole; look at it, or leave this heart out",
            ]
            : [];

    private static bool Changed(SteeredPhenotype p, BeatingHeart heart) =>
        p.Distance(p.Phenotype.Measure(heart.Own), p.Phenotype.Measure(heart.AtEndDiastole)) > 1;

    private static string Change(FramePhenotype p, BeatingHeart heart) =>
        $"{p.HeadAt("at end-diastole")}: not asked for, but changed from {Figures.Short(p.Measure(heart.Own))} to "
        + $"{Figures.Short(p.Measure(heart.AtEndDiastole))} by what was; ask for it, too, to keep it";

    private static string Missed(Phenotype phenotype, double asked, double reached) =>
        $"{phenotype.Head}: asked {Figures.Short(asked)}, not reached by this heart: "
        + $"{(double.IsFinite(reached) ? Figures.Short(reached) : "no cavity")}";

    private static MotionKind? Motion(HeartRecipe recipe) => recipe.DrawnBeat ? null : recipe.Motion;
}
