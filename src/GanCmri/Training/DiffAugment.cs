using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Training;

/// <summary>
/// Differentiable augmentation of reals and fakes alike (Zhao et al. 2020), with what fits MR: shift, contrast, brightness and a
/// blanked square. Hearts are not symmetric, so nothing is mirrored.
/// </summary>
/// <param name="shift">Largest shift, share of the image.</param>
/// <param name="contrast">Largest change of contrast.</param>
/// <param name="cutout">Side of the blanked square, share of the image; 0: none.</param>
internal sealed class DiffAugment(double shift, double contrast, double cutout)
{
    private const double Background = -1;

    /// <summary>Augments each image [N, C, H, W] in its own way, drawn from <paramref name="random"/>.</summary>
    public Tensor Apply(Tensor images, TorchSharp.torch.Generator random)
    {
        using var scope = NewDisposeScope();
        using var draws = rand([images.shape[0], 6], generator: random);
        var u = draws.Numbers();
        var x = contrast > 0 ? Intensity(images, draws) : images;
        if (shift > 0 || cutout > 0)
            x = cat([.. Enumerable.Range(0, (int)x.shape[0]).Select(i => Geometry(x, i, u.AsSpan(i * 6, 6)))], 0);
        return x.alias().MoveToOuterDisposeScope();
    }

    private Tensor Intensity(Tensor x, Tensor draws)
    {
        var u = draws.Times(2).Plus(-1).to(x.device);
        var factor = u.narrow(1, 0, 1).Times(contrast).Plus(1).reshape(-1, 1, 1, 1);
        var offset = u.narrow(1, 1, 1).Times(contrast / 2).reshape(-1, 1, 1, 1);
        var mean = x.mean([1, 2, 3], keepdim: true);
        return x.Minus(mean).mul(factor).Plus(mean).Plus(offset);
    }

    private Tensor Geometry(Tensor x, int index, ReadOnlySpan<float> u)
    {
        long h = x.shape[2],
            w = x.shape[3],
            m = (long)Math.Round(shift * w);
        var one = x.narrow(0, index, 1);
        if (m > 0)
        {
            one = nn
                .functional.pad(one, [m, m, m, m], TorchSharp.PaddingModes.Constant, Background)
                .narrow(2, (long)(u[2] * (2 * m + 1)), h)
                .narrow(3, (long)(u[3] * (2 * m + 1)), w);
        }

        if (cutout <= 0)
            return one;
        var side = (long)Math.Round(cutout * w);
        var keep = ones(1, 1, h, w, device: x.device);
        long top = (long)(u[4] * (h + side)) - side,
            left = (long)(u[5] * (w + side)) - side;
        long y0 = Math.Max(top, 0),
            x0 = Math.Max(left, 0),
            y1 = Math.Min(top + side, h),
            x1 = Math.Min(left + side, w);
        if (y1 > y0 && x1 > x0)
            keep.narrow(2, y0, y1 - y0).narrow(3, x0, x1 - x0).zero_();
        return one.Plus(-Background).mul(keep).Plus(Background);
    }
}
