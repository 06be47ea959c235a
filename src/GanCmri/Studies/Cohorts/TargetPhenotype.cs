using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Studies.Guidance;

namespace GanCmri.Studies.Cohorts;

/// <summary>A phenotype that a cohort's hearts are guided to: of their end-diastolic frame, or how much they contract.</summary>
/// <param name="Phenotype">The phenotype.</param>
/// <param name="Distribution">What it is drawn from, at the covariates' means.</param>
/// <param name="Least">Targets below are drawn again.</param>
/// <param name="Most">Targets above are drawn again.</param>
public sealed record TargetPhenotype(Phenotype Phenotype, TargetDistribution Distribution, double Least, double Most)
{
    /// <summary>Its name, and the head of the column of measured values, e.g. "lv_area_mm2".</summary>
    public string Name => Phenotype.Name;

    /// <summary>Head of the column of targets, e.g. "lv_area_mm2_target".</summary>
    public string TargetName => Name + "_target";

    /// <summary>Head of the column of values as another network sees them, e.g. "lv_area_mm2_judged".</summary>
    public string JudgedName => Name + "_judged";

    private double? AbsoluteLimit =>
        Phenotype == PhenotypeRegistry.LvFac ? 5
        : Phenotype == PhenotypeRegistry.Sphericity ? .05
        : null;

    /// <summary>From which distance on a heart has missed its target, in words.</summary>
    internal string MissedBy => Limit(1);

    /// <summary>Whether a heart is so far from its target, several times farther than steering usually leaves it, that it was not made;
    /// also where it shows no cavity.</summary>
    internal bool Misses(double target, double value) => !(Math.Abs(value - target) <= (AbsoluteLimit ?? .1 * target));

    /// <summary>From which distance on two networks see another thing in one heart, in words.</summary>
    internal string ApartBy => Limit(2);

    /// <summary>Whether two networks' values of one heart are twice as far apart as a missed target is from what was asked.</summary>
    internal bool AreApart(double value, double other) => Math.Abs(value - other) > 2 * (AbsoluteLimit ?? .1 * value);

    /// <summary>A target anywhere within the phenotype's plausible range, as far as hearts can be steered.</summary>
    internal static TargetPhenotype Of(SteeredPhenotype steered, TargetDistribution distribution) =>
        new(steered.Phenotype, distribution, steered.Phenotype.Least, Math.Min(steered.Phenotype.Most, steered.Most));

    /// <summary>Contraction, which the size of the motion is fitted to.</summary>
    internal static TargetPhenotype OfContraction(TargetDistribution distribution) =>
        new(PhenotypeRegistry.LvFac, distribution, PhenotypeRegistry.LvFac.Least, PhenotypeRegistry.LvFac.Most);

    private string Limit(int times) =>
        AbsoluteLimit is { } limit
            ? $"{Figures.Short(times * limit)}{(Phenotype == PhenotypeRegistry.LvFac ? " points" : "")}"
            : $"{10 * times} %";
}
