using GanCmri.Imaging;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>Masks as shares of pixels, so that outlines between pixel borders can be learned.</summary>
internal static class SoftMask
{
    private const int ReachPx = 2;

    /// <summary>
    /// How much of each pixel lies inside the outline that a mask was drawn from: the signed distance to the mask's edge, less the excess,
    /// cut to 0..1. Without excess it is the mask itself.
    /// </summary>
    /// <param name="mask">The mask.</param>
    /// <param name="excessPx">How far it reaches beyond its outline, 0 to 1 px.</param>
    public static float[] Of(Mask mask, double excessPx) =>
        excessPx == 0
            ? Array.ConvertAll(mask.Inside, i => i ? 1f : 0f)
            : [.. mask.Inside.Select((inside, i) => inside ? (float)Math.Clamp(Nearest(mask, i) - excessPx, 0, 1) : 0f)];

    // Distance from a pixel inside to the nearest pixel outside, px; more than the reach counts as far.
    private static double Nearest(Mask mask, int at)
    {
        var (y, x) = Math.DivRem(at, mask.Width);
        var least = double.PositiveInfinity;
        for (var dy = -ReachPx; dy <= ReachPx; dy++)
        {
            for (var dx = -ReachPx; dx <= ReachPx; dx++)
            {
                var (v, u) = (y + dy, x + dx);
                if (v < 0 || u < 0 || v >= mask.Height || u >= mask.Width || mask[v, u])
                    continue;
                least = Math.Min(least, Math.Sqrt(dx * dx + dy * dy));
            }
        }

        return least;
    }
}
