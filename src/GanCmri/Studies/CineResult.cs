using GanCmri.Phenotypes;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Studies;

/// <summary>The measures of one cine.</summary>
/// <param name="Trajectory">How it was made.</param>
/// <param name="Frames">One a frame, the first meant to be end-diastole.</param>
/// <param name="Cine">The whole heart beat in numbers.</param>
public sealed record CineResult(MotionKind Trajectory, IReadOnlyList<LvMeasures> Frames, CineMeasures Cine)
{
    /// <summary>Frames with exactly one cavity that lies whole within the image.</summary>
    public int PlausibleFrames => Frames.Count(Plausibility.IsPlausible);

    internal static CineResult Of(SyntheticCine cine, int frameTimeMs)
    {
        var frames = CineMeasures.MarkImplausible([.. cine.Frames.Select(f => f.Measures)]);
        return new CineResult(cine.Trajectory, frames, CineMeasures.Of(frames, [.. frames.Select((_, i) => (double)i * frameTimeMs)]));
    }
}
