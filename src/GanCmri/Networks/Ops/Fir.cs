using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Networks.Ops;

/// <summary>Margins around an image, in pixels; negative values crop.</summary>
/// <param name="Left">Columns before the first.</param>
/// <param name="Right">Columns after the last.</param>
/// <param name="Top">Rows before the first.</param>
/// <param name="Bottom">Rows after the last.</param>
internal readonly record struct Margins(int Left, int Right, int Top, int Bottom)
{
    /// <summary>The same margin on all four sides.</summary>
    public static Margins All(int pixels) => new(pixels, pixels, pixels, pixels);
}

/// <summary>
/// Upsample, filter, downsample (upfirdn2d) with small FIR filters, as in Karras et al., "Analyzing and Improving the Image
/// Quality of StyleGAN" (2020). Images are [N, C, H, W].
/// </summary>
internal static class Fir
{
    /// <summary>Makes a filter from its taps.</summary>
    /// <param name="taps">1 tap list; the filter is their outer product unless <paramref name="separable"/>.</param>
    /// <param name="normalize">Scale to unit sum.</param>
    /// <param name="flip">Reverse the filter.</param>
    /// <param name="gain">Power gain; a separable filter carries its square root on each axis.</param>
    /// <param name="separable">Keep one axis, to be applied twice; null: separable from 8 taps on.</param>
    /// <returns>[h, w], or [taps] when separable.</returns>
    public static Tensor Filter(
        IReadOnlyList<float> taps,
        bool normalize = true,
        bool flip = false,
        double gain = 1,
        bool? separable = null
    )
    {
        using var scope = NewDisposeScope();
        var f = tensor(taps.ToArray());
        var isSeparable = separable ?? taps.Count >= 8;
        if (!isSeparable)
            f = outer(f, f);
        if (normalize)
            f = f / f.sum();
        if (flip)
            f = f.flip(Enumerable.Range(0, (int)f.dim()).Select(i => (long)i).ToArray());
        return f.Times(Math.Pow(gain, f.dim() / 2.0)).MoveToOuterDisposeScope();
    }

    /// <summary>Zero-insertion by <paramref name="upX"/>, padding, convolution with the filter, decimation.</summary>
    /// <param name="x">[N, C, H, W].</param>
    /// <param name="filter">[h, w], [taps] (separable) or null for the identity.</param>
    /// <param name="upX">Columns of output a column of input, at least 1.</param>
    /// <param name="upY">The same for rows.</param>
    /// <param name="downX">Keep every n-th column.</param>
    /// <param name="downY">Keep every n-th row.</param>
    /// <param name="padding">Margins in upsampled pixels.</param>
    /// <param name="flipFilter">False: convolution; true: correlation.</param>
    /// <param name="gain">Factor on the result.</param>
    public static Tensor UpFirDown(
        Tensor x,
        Tensor? filter,
        int upX = 1,
        int upY = 1,
        int downX = 1,
        int downY = 1,
        Margins padding = default,
        bool flipFilter = false,
        double gain = 1
    )
    {
        using var scope = NewDisposeScope();
        long n = x.shape[0],
            c = x.shape[1],
            h = x.shape[2],
            w = x.shape[3];
        if (upX > 1 || upY > 1)
        {
            x = x.reshape(n, c, h, 1, w, 1);
            x = nn.functional.pad(x, [0, upX - 1, 0, 0, 0, upY - 1]).reshape(n, c, h * upY, w * upX);
        }

        var even =
            !is_grad_enabled()
            && filter is not null
            && padding.Left == padding.Right
            && padding.Top == padding.Bottom
            && padding.Left >= 0
            && padding.Top >= 0;
        if (!even)
            x = Pad(x, padding);
        if (filter is not null)
        {
            long[] margins = even ? [padding.Top, padding.Left] : [0, 0]; // The convolution's own margins need no copy.
            var f = filter.Times(Math.Pow(gain, filter.dim() / 2.0)).to(x.dtype);
            if (!flipFilter)
                f = f.flip(Enumerable.Range(0, (int)f.dim()).Select(i => (long)i).ToArray());
            x =
                f.dim() == 2
                    ? Depthwise(x, f, c, margins)
                    : Depthwise(Depthwise(x, f.unsqueeze(0), c, [0, margins[1]]), f.unsqueeze(1), c, [margins[0], 0]);
        }
        else if (gain != 1)
        {
            x = x.Times(gain);
        }

        if (downX > 1 || downY > 1)
            x = x[TensorIndex.Colon, TensorIndex.Colon, TensorIndex.Slice(step: downY), TensorIndex.Slice(step: downX)];
        return x.alias().MoveToOuterDisposeScope(); // An identity must not move its input.
    }

    /// <summary>Enlarges by whole factors, keeping the mean.</summary>
    public static Tensor Upsample2d(
        Tensor x,
        Tensor filter,
        int upX = 2,
        int upY = 2,
        Margins padding = default,
        bool flipFilter = false,
        double gain = 1
    )
    {
        var (fw, fh) = Size(filter);
        var p = new Margins(
            padding.Left + ((fw + upX - 1) >> 1),
            padding.Right + ((fw - upX) >> 1),
            padding.Top + ((fh + upY - 1) >> 1),
            padding.Bottom + ((fh - upY) >> 1)
        );
        return UpFirDown(x, filter, upX, upY, padding: p, flipFilter: flipFilter, gain: gain * upX * upY);
    }

    /// <summary>Shrinks by whole factors.</summary>
    public static Tensor Downsample2d(
        Tensor x,
        Tensor filter,
        int downX = 2,
        int downY = 2,
        Margins padding = default,
        bool flipFilter = false,
        double gain = 1
    )
    {
        var (fw, fh) = Size(filter);
        var p = new Margins(
            padding.Left + ((fw - downX + 1) >> 1),
            padding.Right + ((fw - downX) >> 1),
            padding.Top + ((fh - downY + 1) >> 1),
            padding.Bottom + ((fh - downY) >> 1)
        );
        return UpFirDown(x, filter, downX: downX, downY: downY, padding: p, flipFilter: flipFilter, gain: gain);
    }

    /// <summary>Width and height of a filter; a separable one counts on both axes.</summary>
    internal static (int Width, int Height) Size(Tensor? filter) =>
        filter switch
        {
            null => (1, 1),
            _ when filter.dim() == 1 => ((int)filter.shape[0], (int)filter.shape[0]),
            _ => ((int)filter.shape[1], (int)filter.shape[0]),
        };

    private static Tensor Pad(Tensor x, Margins p)
    {
        var (left, right, top, bottom) = (Math.Max(p.Left, 0), Math.Max(p.Right, 0), Math.Max(p.Top, 0), Math.Max(p.Bottom, 0));
        if (left + right + top + bottom > 0)
            x = nn.functional.pad(x, [left, right, top, bottom]);
        long h = x.shape[2],
            w = x.shape[3];
        long y0 = Math.Max(-p.Top, 0),
            y1 = h - Math.Max(-p.Bottom, 0),
            x0 = Math.Max(-p.Left, 0),
            x1 = w - Math.Max(-p.Right, 0);
        return y0 == 0 && x0 == 0 && y1 == h && x1 == w
            ? x
            : x[TensorIndex.Colon, TensorIndex.Colon, TensorIndex.Slice(y0, y1), TensorIndex.Slice(x0, x1)];
    }

    private static Tensor Depthwise(Tensor x, Tensor f, long channels, long[] margins) =>
        nn.functional.conv2d(
            x,
            f.unsqueeze(0).unsqueeze(0).expand(channels, 1, f.shape[0], f.shape[1]),
            padding: margins,
            groups: channels
        );
}
