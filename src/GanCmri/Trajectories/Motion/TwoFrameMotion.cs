using GanCmri.Runtime;

namespace GanCmri.Trajectories.Motion;

/// <summary>
/// A whole cine from a heart's own end-diastolic and end-systolic frames: the average motion tells how it gets from one to the other and
/// back, w(t) = w_ED + g(t) (w_ES - w_ED) + f(t) - g(t) f(ES), f the average motion, g the share of its way to end-systole. Passes through
/// both frames (ours).
/// </summary>
internal static class TwoFrameMotion
{
    private const int Grid = 200;

    /// <summary>Makes the cine's latents.</summary>
    /// <param name="average">The average motion.</param>
    /// <param name="endDiastole">The heart's latent at phase 0.</param>
    /// <param name="endSystole">Its latent at end-systole.</param>
    /// <param name="systolePhase">When that is, part of the cycle in (0, 1); the average motion is stretched to reach its farthest point
    /// then.</param>
    /// <param name="frames">Frames at phases 0, 1/frames, 2/frames, …</param>
    public static float[][] Cine(PeriodicTrajectory average, float[] endDiastole, float[] endSystole, double systolePhase, int frames)
    {
        Require.Inside(systolePhase);
        Vectors.RequireSameLength([average.Coefficients[0], endDiastole, endSystole], "periodic trajectory");
        var turn = Enumerable.Range(1, Grid - 1).Select(i => (double)i / Grid).MaxBy(p => Vectors.Norm(average.At(p)));
        var farthest = average.At(turn);
        var size = Vectors.Dot(farthest, farthest);
        var own = Vectors.Subtract(Vectors.Subtract(endSystole, endDiastole), farthest);
        return
        [
            .. Enumerable
                .Range(0, frames)
                .Select(t =>
                {
                    var phase = (double)t / frames;
                    var motion = average.At(
                        phase < systolePhase ? phase * turn / systolePhase : 1 - (1 - phase) * (1 - turn) / (1 - systolePhase)
                    );
                    var share = size > 0 ? Vectors.Dot(motion, farthest) / size : 0;
                    return Vectors.AddScaled(Vectors.AddScaled(endDiastole, 1, motion), share, own);
                }),
        ];
    }
}
