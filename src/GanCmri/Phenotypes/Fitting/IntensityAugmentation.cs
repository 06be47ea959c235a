using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>
/// Random brightness of coils, contrast, noise, blur and resolution, so that other scanners' frames and 64 x 64
/// synthetic hearts look familiar.
/// </summary>
internal static class IntensityAugmentation
{
    /// <summary>Changes images [N, 1, H, W] in 0..1 and standardises them. H and W even.</summary>
    public static Tensor Apply(Tensor images, Generator generator)
    {
        using var scope = NewDisposeScope();
        var n = images.shape[0];
        Tensor Uniform(double low, double high) => rand([n, 1, 1, 1], generator: generator) * (high - low) + low;
        Tensor Chance(double p) => rand([n, 1, 1, 1], generator: generator) < p;

        var x = images.clamp(1e-4, 1).pow(Uniform(-0.45, 0.45).exp());
        var bias = functional.interpolate(randn([n, 1, 3, 3], generator: generator), images.shape[2..], mode: InterpolationMode.Bicubic, align_corners: false);
        x = FrameScaling.Standardise(x * (bias * Uniform(0, 0.3)).exp());
        x = where(Chance(0.2), Blur(x), x);
        x = where(Chance(0.15), x * 2 - Blur(x), x);
        x = x + randn(x.shape, generator: generator) * Uniform(0, 0.15) * Chance(0.6);
        return FrameScaling.Standardise(where(Chance(0.3), HalfResolution(x), x)).MoveToOuterDisposeScope();
    }

    /// <summary>Down to half the resolution and up again: what a 64 x 64 heart looks like at 128 x 128.</summary>
    public static Tensor HalfResolution(Tensor images)
    {
        using var scope = NewDisposeScope();
        return functional.interpolate(functional.avg_pool2d(images, 2), images.shape[2..], mode: InterpolationMode.Bilinear, align_corners: false)
            .MoveToOuterDisposeScope();
    }

    private static Tensor Blur(Tensor images)
    {
        var padded = functional.pad(images, [1, 1, 1, 1], PaddingModes.Replicate);
        return functional.conv2d(padded, tensor((float[])[1, 2, 1, 2, 4, 2, 1, 2, 1], [1, 1, 3, 3]) / 16);
    }
}
