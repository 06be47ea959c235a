using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Networks.Ops;

/// <summary>Appends the standard deviation over a group of images as extra feature maps (Karras et al. 2018, section 3).</summary>
internal static class MinibatchStddev
{
    /// <summary>Adds <paramref name="channels"/> maps to x.</summary>
    /// <param name="x">[N, C, H, W]; N must be a multiple of the group, or 0.</param>
    /// <param name="groupSize">Images a group; null: the whole batch. A smaller batch is one group.</param>
    /// <param name="channels">Number of maps, a divisor of C.</param>
    /// <returns>[N, C + channels, H, W].</returns>
    public static Tensor Apply(Tensor x, int? groupSize, int channels = 1)
    {
        using var scope = NewDisposeScope();
        long n = x.shape[0],
            c = x.shape[1],
            h = x.shape[2],
            w = x.shape[3];
        if (n == 0)
            return zeros([0, c + channels, h, w], x.dtype, x.device).MoveToOuterDisposeScope();
        var group = groupSize is { } g ? Math.Min(g, n) : n;
        if (n % group != 0)
            throw new ArgumentException($"a batch of {n} does not divide into groups of {group}", nameof(x));
        var y = x.reshape(group, -1, channels, c / channels, h, w);
        y = y - y.mean([0]);
        y = y.Squared().mean([0]).Plus(1e-8).sqrt().mean([2, 3, 4]);
        y = y.reshape(-1, channels, 1, 1).repeat(group, 1, h, w);
        return cat([x, y], 1).MoveToOuterDisposeScope();
    }
}
