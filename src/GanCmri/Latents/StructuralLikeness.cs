using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

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
        var window = Window(images.device);
        var (x, y) = (Planes(images), Planes(references));
        var (mx, my) = (Smooth(x, window), Smooth(y, window));
        var (mxy, mxx, myy) = (mx.mul(my), mx.Squared(), my.Squared());
        var variances = Smooth(x.Squared().Plus(y.Squared()), window).Minus(mxx).Minus(myy);
        var covariance = Smooth(x.mul(y), window).Minus(mxy);
        var top = mxy.Times(2).Plus(ImageQuality.C1).mul(covariance.Times(2).Plus(ImageQuality.C2));
        var bottom = mxx.Plus(myy).Plus(ImageQuality.C1).mul(variances.Plus(ImageQuality.C2));
        return top.div(bottom).mean().MoveToOuterDisposeScope();
    }

    private static Tensor Window(Device device)
    {
        using var scope = NewDisposeScope();
        var weights = tensor(ImageQuality.Window.Select(w => (float)w).ToArray(), device: device);
        return weights.MoveToOuterDisposeScope();
    }

    private static Tensor Planes(Tensor images) => images.reshape(-1, 1, images.shape[2], images.shape[3]);

    private static Tensor Smooth(Tensor planes, Tensor window) =>
        functional.conv2d(functional.conv2d(planes, window.reshape(1, 1, 1, -1)), window.reshape(1, 1, -1, 1));
}
