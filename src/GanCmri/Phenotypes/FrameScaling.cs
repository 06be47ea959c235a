using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Phenotypes;

/// <summary>What is done to the intensity of every image before a segmentation network sees it.</summary>
internal static class FrameScaling
{
    public const float Bright = 3f;
    public const float Least = 1e-4f;

    /// <summary>
    /// Zero mean and unit deviation over each image of [N, 1, H, W], twice: between, values beyond three deviations (fat
    /// near the coil) are clipped. Any brightness and contrast of the source gives the same result.
    /// </summary>
    public static Tensor Standardise(Tensor images)
    {
        using var scope = NewDisposeScope();
        return Once(Once(images).Limited(-Bright, Bright)).MoveToOuterDisposeScope();
    }

    private static Tensor Once(Tensor images)
    {
        var mean = images.mean([1, 2, 3], keepdim: true);
        var centred = images.Plus(mean.neg());
        var deviation = centred.Squared().mean([1, 2, 3], keepdim: true).sqrt();
        return centred.div(deviation.Plus(Least));
    }
}
