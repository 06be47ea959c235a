using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Phenotypes;

/// <summary>
/// Lets neighbouring frames of a cine inform each other. A frame whose cavity is unlike those before and after, which resemble each other,
/// is a slip: it takes their mean. All others keep their own outline, as an average over time would flatten the beat (it took 1 to 3 points
/// from the ejection fraction of 20-phase cines).
/// </summary>
internal static class TemporalSmoothing
{
    /// <summary>Shorter cines move too far from frame to frame.</summary>
    public const int FewestFrames = 12;

    private const double Inside = 0.5;
    private const double Unlike = 0.5;
    private const double Alike = 0.7;

    /// <summary>Mends slips in probabilities [frames, C, H, W], the cavity first; the first and the last frame have one neighbour in time
    /// and are left as they are.</summary>
    public static Tensor Apply(Tensor probabilities)
    {
        using var scope = NewDisposeScope();
        var cavities = probabilities.select(1, 0).Above(Inside).to(float32).flatten(1);
        var count = (int)probabilities.shape[0];
        double[] next = Dice(cavities, 1),
            overNext = Dice(cavities, 2);
        var mended = probabilities.clone();
        for (var t = 1; t < count - 1; t++)
        {
            if (next[t - 1] < Unlike && next[t] < Unlike && overNext[t - 1] > Alike)
                mended[t].copy_(probabilities[t - 1].Plus(probabilities[t + 1]).Times(0.5));
        }

        return mended.MoveToOuterDisposeScope();
    }

    // Of each frame and the one so many later.
    private static double[] Dice(Tensor cavities, int later)
    {
        var count = cavities.shape[0] - later;
        var (a, b) = (cavities.narrow(0, 0, count), cavities.narrow(0, later, count));
        var both = a.mul(b).sum([1L]).Times(2);
        var either = a.sum([1L]).Plus(b.sum([1L])).AtLeast(1);
        return [.. both.div(either).Numbers().Select(d => (double)d)];
    }
}
