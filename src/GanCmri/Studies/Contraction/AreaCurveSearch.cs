using GanCmri.Phenotypes.Curves;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Studies.Contraction;

/// <summary>
/// Makes a heart's cavity follow a given curve: the way to end-systole is measured at a few multiples, and each frame is put where the
/// cavity has the area that the curve has then. So contraction, the time to end-systole and the speeds of emptying and filling are the
/// curve's, whatever the trajectory's own timing.
/// </summary>
/// <param name="maker">Makes and measures frames.</param>
internal sealed class AreaCurveSearch(FrameMaker maker)
{
    private static readonly double[] Multiples = [0, .25, .5, .75, 1, 1.25, 1.5, 2, 2.5, 3, 4];

    /// <summary>The latents of a beat.</summary>
    /// <param name="motion">Its way to end-systole is used, not its timing.</param>
    /// <param name="heart">The latent at end-diastole.</param>
    /// <param name="curve">The areas to have, as shares of that at end-diastole.</param>
    /// <param name="frames">Frames of the beat, 2 or more.</param>
    /// <param name="cancellation">Stops before the next batch.</param>
    /// <returns>One a frame, null where the heart has no cavity; where the cavity would vanish before it is as small as asked, the smallest
    /// that was seen.</returns>
    public float[][]? Cine(Trajectory motion, float[] heart, AreaCurve curve, int frames, CancellationToken cancellation = default)
    {
        var way = motion.ToEndSystole(Math.Max(frames, 8));
        float[][] tried = [.. Multiples.Select(m => Vectors.AddScaled(heart, m, way))];
        double[] areas = [.. maker.Make(tried, _ => { }, cancellation).Select(f => f.Measures.AreaMm2)];
        if (!(areas[0] > 0))
            return null;
        var shares = Falling([.. areas.Select(a => a / areas[0])]);
        return [.. Enumerable.Range(0, frames).Select(t => Vectors.AddScaled(heart, Multiple(shares, curve.At(t / (double)frames)), way))];
    }

    // Up to the last multiple that shows a cavity, each no larger than the one before.
    private static double[] Falling(double[] shares)
    {
        double[] seen = [.. shares.TakeWhile(s => s > 0)];
        for (var i = 1; i < seen.Length; i++)
            seen[i] = Math.Min(seen[i], seen[i - 1]);
        return seen;
    }

    private static double Multiple(double[] shares, double asked)
    {
        var below = Array.FindIndex(shares, s => s <= asked);
        if (below <= 0)
            return below < 0 ? Multiples[shares.Length - 1] : 0;
        var (high, low) = (shares[below - 1], shares[below]);
        var part = high > low ? (high - asked) / (high - low) : 1;
        return Multiples[below - 1] + part * (Multiples[below] - Multiples[below - 1]);
    }
}
