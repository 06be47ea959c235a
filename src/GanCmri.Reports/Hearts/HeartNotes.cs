using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Reports.Hearts;

/// <summary>What a reader of a made heart must know beside its numbers, a sentence each.</summary>
internal static class HeartNotes
{
    private const double WidestShare = .2; // twice what misses a target

    /// <summary>Targets that were not reached.</summary>
    public static IEnumerable<string> Missed(MadeHeart heart)
    {
        if (heart.MissesFac)
            yield return Missed(PhenotypeRegistry.LvFac, heart.Recipe.FacPercent!.Value, heart.Beat.FacPercent);
        foreach (var missed in heart.Missed)
            yield return Missed(missed.Phenotype, heart.Recipe.Asked(missed)!.Value, missed.Phenotype.Measure(heart.AtEndDiastole));
    }

    /// <summary>What changed at end-diastole though nobody asked for it, and whether the beat is uneven.</summary>
    public static IEnumerable<string> Unasked(MadeHeart heart) =>
        [
            .. SteeredPhenotype.All.Where(p => heart.Recipe.Asked(p) is null && Changed(p, heart)).Select(p => Change(p.Phenotype, heart)),
            .. new[] { BeatEvenness.Note("the beat", heart.Measures.Select(m => m.AreaMm2), Motion(heart.Recipe)) }.OfType<string>(),
        ];

    /// <summary>That another network sees quite another area: one of the two outlines something else.</summary>
    /// <param name="heart">As the network sees it that steered.</param>
    /// <param name="other">The same frames as another network sees them.</param>
    public static IEnumerable<string> Apart(MadeHeart heart, MadeHeart other)
    {
        var (own, seen) = (heart.AtEndDiastole.AreaMm2, other.AtEndDiastole.AreaMm2);
        if (!(Math.Abs(seen - own) <= WidestShare * own))
            yield return $"two networks see LV areas of {Figures.Short(own)} and {Figures.Short(seen)} mm² at end-diastole: one of them "
                + "outlines something else; look at heart.png, or take another seed";
    }

    private static bool Changed(SteeredPhenotype p, MadeHeart heart) =>
        p.Distance(p.Phenotype.Measure(heart.Own), p.Phenotype.Measure(heart.AtEndDiastole)) > 1;

    private static string Change(FramePhenotype p, MadeHeart heart) =>
        $"{p.HeadAt("at end-diastole")}: not asked for, but changed from {Figures.Short(p.Measure(heart.Own))} to "
        + $"{Figures.Short(p.Measure(heart.AtEndDiastole))} by what was; ask for it, too, to keep it";

    private static string Missed(Phenotype phenotype, double asked, double reached) =>
        $"{phenotype.Head}: asked {Figures.Short(asked)}, not reached by this heart: "
        + $"{(double.IsFinite(reached) ? Figures.Short(reached) : "no cavity")}";

    private static MotionKind? Motion(HeartRecipe recipe) => recipe.DrawnBeat ? null : recipe.Motion;
}
