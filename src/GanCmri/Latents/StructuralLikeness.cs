using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Latents;

/// <summary>Structural similarity (Wang et al. 2004) of images in [-1, 1] as a differentiable function of their pixels: as
/// <see cref="ImageQuality"/> measures it.</summary>
internal static class StructuralLikeness
{
    /// <summary>Mean over images, at most 1.</summary>
    /// <param name="images">[N, C, H, W], sides of <see cref="ImageQuality.LeastSide"/> or more.</param>
    /// <param name="references">Of the same shape.</param>
    public static Tensor Mean(Tensor images, Tensor references)
    {
        using var scope = NewDisposeScope();
        var (rows, columns) = (Band(images.shape[2], images.device).t(), Band(images.shape[3], images.device));
        var (mx, my) = (Smooth(images), Smooth(references));
        var (mxy, means) = (mx.mul(my), mx.Squared().Plus(my.Squared()));
        var variances = Smooth(images.Squared().Plus(references.Squared())).Minus(means);
        var covariance = Smooth(images.mul(references)).Minus(mxy);
        var top = mxy.Times(2).Plus(ImageQuality.C1).mul(covariance.Times(2).Plus(ImageQuality.C2));
        return top.div(means.Plus(ImageQuality.C1).mul(variances.Plus(ImageQuality.C2))).mean().MoveToOuterDisposeScope();

        Tensor Smooth(Tensor x) => matmul(rows, matmul(x, columns));
    }

    // The Gaussian window as a matrix [side, side - 10]: ten times as fast as convolving images of one channel.
    private static Tensor Band(long side, Device device)
    {
        var inner = side - ImageQuality.Window.Length + 1;
        var band = new float[side * inner];
        for (var column = 0; column < inner; column++)
        {
            foreach (var (i, weight) in ImageQuality.Window.Index())
                band[(column + i) * inner + column] = (float)weight;
        }

        return tensor(band, side, inner).to(device); // of the caller's dispose scope
    }
}
