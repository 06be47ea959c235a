using GanCmri.Runtime;
using GanCmri.Statistics;

namespace GanCmri.Studies.Cohorts;

/// <summary>Hearts that were not steered to what was asked of them: targets that the generator cannot make, mostly.</summary>
/// <param name="Count">How many.</param>
/// <param name="All">Of how many.</param>
/// <param name="Asked">Median of their targets.</param>
/// <param name="Reached">Median of what they measure; NaN where none shows a cavity.</param>
/// <param name="Limit">From which distance on a target is missed, in words.</param>
internal sealed record MissedTargets(int Count, int All, double Asked, double Reached, string Limit)
{
    /// <summary>In a sentence's words, without the phenotype.</summary>
    public override string ToString() =>
        $"{Count} of {All} hearts miss their target by more than {Limit}: asked {Figures.Short(Asked)}, reached "
        + $"{(double.IsNaN(Reached) ? "none" : Figures.Short(Reached))} (medians of those)";

    /// <summary>Counts them; null where there is none.</summary>
    /// <param name="phenotype">The phenotype.</param>
    /// <param name="target">Targets, one a heart.</param>
    /// <param name="measured">Measured values; NaN where there is none.</param>
    internal static MissedTargets? Of(TargetPhenotype phenotype, double[] target, double[] measured)
    {
        int[] missed = [.. Enumerable.Range(0, target.Length).Where(i => phenotype.Misses(target[i], measured[i]))];
        return missed.Length == 0
            ? null
            : new MissedTargets(
                missed.Length,
                target.Length,
                Summary.Of([.. missed.Select(i => target[i])]).Median,
                Summary.Of([.. missed.Select(i => measured[i])]).Median,
                phenotype.MissedBy
            );
    }
}
