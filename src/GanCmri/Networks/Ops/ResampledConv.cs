using static TorchSharp.torch;

namespace GanCmri.Networks.Ops;

/// <summary>Convolution with FIR-filtered up- or downsampling in the cheapest order (StyleGAN2-ADA's conv2d_resample).</summary>
internal static class ResampledConv
{
    /// <summary>Upsamples, convolves, downsamples.</summary>
    /// <param name="x">[N, Cin, H, W].</param>
    /// <param name="weight">[Cout, Cin, kh, kw].</param>
    /// <param name="filter">Low-pass filter of <see cref="Fir.Filter"/>, or null.</param>
    /// <param name="up">Upsampling factor.</param>
    /// <param name="down">Downsampling factor.</param>
    /// <param name="padding">Pixels around the upsampled image.</param>
    /// <param name="flipWeight">True: correlation (what deep-learning calls convolution); false: true convolution.</param>
    /// <param name="flipFilter">Flips the low-pass filter.</param>
    /// <returns>[N, Cout, H * up / down, W * up / down] with the usual padding.</returns>
    public static Tensor Apply(
        Tensor x,
        Tensor weight,
        Tensor? filter,
        int up = 1,
        int down = 1,
        Margins padding = default,
        bool flipWeight = true,
        bool flipFilter = false
    )
    {
        using var scope = NewDisposeScope();
        int kh = (int)weight.shape[2],
            kw = (int)weight.shape[3];
        var (fw, fh) = Fir.Size(filter);
        var (px0, px1, py0, py1) = (padding.Left, padding.Right, padding.Top, padding.Bottom);
        // ">> 1" halves downwards, which counts for filters shorter than the factor.
        if (up > 1)
            (px0, px1, py0, py1) = (px0 + ((fw + up - 1) >> 1), px1 + ((fw - up) >> 1), py0 + ((fh + up - 1) >> 1), py1 + ((fh - up) >> 1));
        if (down > 1)
            (px0, px1, py0, py1) = (
                px0 + ((fw - down + 1) >> 1),
                px1 + ((fw - down) >> 1),
                py0 + ((fh - down + 1) >> 1),
                py1 + ((fh - down) >> 1)
            );
        var around = new Margins(px0, px1, py0, py1);

        if (up > 1)
        {
            x =
                kh == 1 && kw == 1
                    ? Fir.UpFirDown(Conv(x, weight, flipWeight), filter, up, up, padding: around, flipFilter: flipFilter, gain: up * up)
                    : UpConv(x, weight, filter, up, around, flipWeight, flipFilter);
            if (down > 1)
                x = Fir.UpFirDown(x, filter, downX: down, downY: down, flipFilter: flipFilter);
        }
        else if (down > 1 && kh == 1 && kw == 1)
        {
            x = Conv(Fir.UpFirDown(x, filter, downX: down, downY: down, padding: around, flipFilter: flipFilter), weight, flipWeight);
        }
        else if (down > 1)
        {
            x = Conv(Fir.UpFirDown(x, filter, padding: around, flipFilter: flipFilter), weight, flipWeight, stride: down);
        }
        else if (px0 == px1 && py0 == py1 && px0 >= 0 && py0 >= 0)
        {
            x = Conv(x, weight, flipWeight, padY: py0, padX: px0);
        }
        else
        {
            x = Conv(Fir.UpFirDown(x, null, padding: around), weight, flipWeight);
        }

        return x.MoveToOuterDisposeScope();
    }

    // A transposed convolution is a true convolution of the zero-stuffed image; only then the low-pass filter, on the large image.
    private static Tensor UpConv(Tensor x, Tensor weight, Tensor? filter, int up, Margins p, bool flipWeight, bool flipFilter)
    {
        int kh = (int)weight.shape[2],
            kw = (int)weight.shape[3];
        var (x0, x1, y0, y1) = (p.Left - (kw - 1), p.Right - (kw - up), p.Top - (kh - 1), p.Bottom - (kh - up));
        var trimX = Math.Max(Math.Min(-x0, -x1), 0);
        var trimY = Math.Max(Math.Min(-y0, -y1), 0);
        var w = (flipWeight ? weight.flip(2, 3) : weight).transpose(0, 1);
        x = nn.functional.conv_transpose2d(x, w, strides: [up, up], padding: [trimY, trimX]);
        var rest = new Margins(x0 + trimX, x1 + trimX, y0 + trimY, y1 + trimY);
        return Fir.UpFirDown(x, filter, padding: rest, flipFilter: flipFilter, gain: up * up);
    }

    private static Tensor Conv(Tensor x, Tensor weight, bool flipWeight, int stride = 1, int padY = 0, int padX = 0) =>
        nn.functional.conv2d(x, flipWeight ? weight : weight.flip(2, 3), strides: [stride, stride], padding: [padY, padX]);
}
