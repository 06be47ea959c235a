using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>
/// Random brightness of coils, contrast, saturation, noise, blur and resolution, so that other scanners' frames, 8-bit pictures and 64 x 64
/// synthetic hearts look familiar.
/// </summary>
internal static class IntensityAugmentation
{
    /// <summary>Changes images [N, 1, H, W] in 0..1 and standardises them. H and W even.</summary>
    public static Tensor Apply(Tensor images, Generator generator)
    {
        using var scope = NewDisposeScope();
        var n = images.shape[0];
        Tensor Uniform(double low, double high) => rand([n, 1, 1, 1], generator: generator).Times(high - low).Plus(low);
        Tensor Chance(double p) => rand([n, 1, 1, 1], generator: generator).Below(p);

        var brightest = images.amax([2, 3], keepdim: true).AtLeast(1e-4);
        var saturated = images.div(brightest).mul(Uniform(1, 2.5)).Limited(0, 1);
        var x = where(Chance(0.25), saturated, images).Limited(1e-4, 1).pow(Uniform(-0.6, 0.6).exp());
        var bias = functional.interpolate(
            randn([n, 1, 3, 3], generator: generator),
            images.shape[2..],
            mode: InterpolationMode.Bicubic,
            align_corners: false
        );
        x = FrameScaling.Standardise(x.mul(bias.mul(Uniform(0, 0.4)).exp()));
        x = where(Chance(0.2), Blur(x), x);
        x = where(Chance(0.15), x.Times(2).Minus(Blur(x)), x);
        x = where(Chance(0.3), LowerResolution(x, 1 + rand(1, generator: generator).item<float>()), x);
        x = x.Plus(randn(x.shape, generator: generator).mul(Uniform(0, 0.2)).mul(Chance(0.5)));
        return FrameScaling.Standardise(x).MoveToOuterDisposeScope();
    }

    /// <summary>Down to a fraction of the resolution and up again: what a 64 x 64 heart looks like at 128 x 128, or pixels of up to 2.7 mm
    /// at 1.37 mm.</summary>
    /// <param name="images">[N, 1, H, W].</param>
    /// <param name="factor">How much coarser, 1 to 2.</param>
    public static Tensor LowerResolution(Tensor images, double factor)
    {
        using var scope = NewDisposeScope();
        long[] coarse = [.. images.shape[2..].Select(s => (long)Math.Round(s / factor))];
        return functional
            .interpolate(
                functional.interpolate(images, coarse, mode: InterpolationMode.Area),
                images.shape[2..],
                mode: InterpolationMode.Bilinear,
                align_corners: false
            )
            .MoveToOuterDisposeScope();
    }

    private static Tensor Blur(Tensor images)
    {
        var padded = functional.pad(images, [1, 1, 1, 1], PaddingModes.Replicate);
        return functional.conv2d(padded, tensor((float[])[1, 2, 1, 2, 4, 2, 1, 2, 1], [1, 1, 3, 3]).DividedBy(16));
    }
}
