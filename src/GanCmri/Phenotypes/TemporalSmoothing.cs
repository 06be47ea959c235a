using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Phenotypes;

/// <summary>Lets neighbouring frames of a cine inform each other: one frame's doubt or slip is outvoted by what comes before and after.</summary>
internal static class TemporalSmoothing
{
    /// <summary>What a frame takes from each of its neighbours; the first and the last take it from themselves, as not every cine closes its beat.</summary>
    public const double NeighbourShare = 0.2;

    /// <summary>Shorter cines move too far from frame to frame.</summary>
    public const int FewestFrames = 12;

    /// <summary>Smooths probabilities [frames, C, H, W] along the frames.</summary>
    public static Tensor Apply(Tensor probabilities)
    {
        using var scope = NewDisposeScope();
        var last = probabilities.shape[0] - 1;
        var before = cat([probabilities.narrow(0, 0, 1), probabilities.narrow(0, 0, last)]);
        var after = cat([probabilities.narrow(0, 1, last), probabilities.narrow(0, last, 1)]);
        return probabilities.Times(1 - 2 * NeighbourShare).Plus(before.Plus(after).Times(NeighbourShare)).MoveToOuterDisposeScope();
    }
}
