using GanCmri.Networks;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Training;

/// <summary>
/// Makes a discriminator that answers as a trained one of half its resolution does to the image at half size, by the first weights of its
/// new block (Net2Net: Chen et al. 2016). Two feature maps a channel hold the image and its negative, which leaky rectifiers let through as
/// a pair; the block's halving convolution does with them what the trained one does with the image. The other maps are random, unheard at
/// first. With a random block instead the deeper layers saw nothing they knew, and the discriminator gave up (docs/training.md).
/// </summary>
internal static class DiscriminatorGrowth
{
    private const double Slope = 0.2; // of the leaky rectifier

    /// <summary>Sets the weights of the block that has no counterpart.</summary>
    /// <param name="trained">Resnet, leaky rectifiers.</param>
    /// <param name="grown">The same at twice the resolution; its other blocks have the trained weights.</param>
    /// <exception cref="ArgumentException">The networks are of another architecture.</exception>
    public static void Set(Discriminator trained, Discriminator grown)
    {
        var (from, to) = (trained.Options, grown.Options);
        if (
            to.Architecture != Architecture.Resnet
            || to.Activation != from.Activation
            || to.Resolution != 2 * from.Resolution
            || to.FeatureMaps(to.Resolution) < 2 * to.Channels
        )
            throw new ArgumentException(
                "expected resnet discriminators, the second of twice the resolution and with at least two feature maps a channel",
                nameof(grown)
            );
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var (old, now) = (trained.state_dict(), grown.state_dict());
        Tensor New(string name) => now[$"b{to.Resolution}.{name}"];
        int n = to.Channels,
            maps = to.FeatureMaps(to.Resolution);
        var imageFromPair = 1 / (Math.Sqrt(2) * (1 + Slope)); // sqrt(2) lrelu(x) - sqrt(2) lrelu(-x), times this, is x
        var gain = 1 / Math.Sqrt(9 * maps); // of a 3 x 3 convolution's stored weights
        New("fromrgb.weight").narrow(0, 0, 2 * n).zero_();
        New("conv0.weight").narrow(0, 0, 2 * n).zero_();
        New("conv1.weight").zero_();
        New("skip.weight").zero_();
        New("fromrgb.bias").zero_();
        New("conv0.bias").zero_();
        var fromImage = old[$"b{from.Resolution}.fromrgb.weight"]
            .Times(Math.Sqrt(2) / Math.Sqrt(n) * imageFromPair / gain)
            .select(3, 0)
            .select(2, 0);
        for (var i = 0; i < n; i++)
        {
            foreach (var (row, sign) in new[] { (2 * i, 1), (2 * i + 1, -1) })
            {
                New("fromrgb.weight").narrow(0, row, 1).narrow(1, i, 1).FillWith(sign * Math.Sqrt(n));
                Centre(New("conv0.weight")).narrow(0, row, 1).narrow(1, 2 * i, 1).FillWith(sign * imageFromPair / gain);
                Centre(New("conv0.weight")).narrow(0, row, 1).narrow(1, 2 * i + 1, 1).FillWith(-sign * imageFromPair / gain);
                Centre(New("conv1.weight")).select(1, row).copy_(fromImage.select(1, i).Times(sign));
            }
        }

        New("conv1.bias").copy_(old[$"b{from.Resolution}.fromrgb.bias"].Times(Math.Sqrt(2)));
    }

    private static Tensor Centre(Tensor kernels) => kernels.select(3, 1).select(2, 1);
}
