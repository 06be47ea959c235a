using GanCmri.Networks;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Latents;

/// <summary>
/// Perceptual features from a trained discriminator: each block's maps, scaled to unit length at every position as LPIPS does
/// (Zhang et al. 2018), weighted so that the squared distance is a mean over positions and blocks.
/// </summary>
internal static class DiscriminatorFeatures
{
    /// <summary>A function for <see cref="Projector"/>: images [N, C, H, W] -> features [N, F].</summary>
    public static Func<Tensor, Tensor> Of(Discriminator discriminator) =>
        images =>
        {
            using var scope = NewDisposeScope();
            var maps = discriminator.Features(images);
            return cat(
                    [
                        .. maps.Select(map =>
                        {
                            var unit = map.mul(map.Squared().sum(1, keepdim: true).Plus(1e-10).rsqrt());
                            return unit.flatten(1).Times(1 / Math.Sqrt(map.shape[2] * map.shape[3] * maps.Count));
                        }),
                    ],
                    1
                )
                .MoveToOuterDisposeScope();
        };
}
