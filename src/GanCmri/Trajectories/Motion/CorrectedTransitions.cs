using System.Globalization;

namespace GanCmri.Trajectories.Motion;

/// <summary>Transitions after a correction, and what it did to the motion.</summary>
/// <param name="Mode">What was kept.</param>
/// <param name="Components">Components of the analysis; 0 without correction.</param>
/// <param name="Transitions">The corrected transitions.</param>
/// <param name="ExplainedVarianceRatio">Share of the variance about the mean in each component, largest first, all components.</param>
/// <param name="Before">The transitions given.</param>
/// <param name="After">The transitions kept.</param>
public sealed record CorrectedTransitions(
    CorrectionMode Mode,
    int Components,
    IReadOnlyList<float[]> Transitions,
    IReadOnlyList<double> ExplainedVarianceRatio,
    TransitionDescription Before,
    TransitionDescription After
)
{
    /// <summary>Peak displacement from the first frame after the correction, as a share of that before; 1 when there was none.</summary>
    public double AmplitudeKept => Before.PeakDisplacement > 0 ? After.PeakDisplacement / Before.PeakDisplacement : 1;

    /// <summary>What a user should know before trusting the result; empty when nothing is odd.</summary>
    public IEnumerable<string> Warnings()
    {
        if (Mode != CorrectionMode.None && Before.AlreadyRemovedComponents is { } removed)
            yield return $"the transitions given look corrected already (rank {Before.Rank}, zero sum: as after removing the mean and "
                + $"{removed} components)";
        if (AmplitudeKept < 0.5)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"the correction removes more than half of the motion: {AmplitudeKept:P1} of the peak displacement is left; compare "
                    + $"with reconstruction or none"
            );
        }
    }
}
