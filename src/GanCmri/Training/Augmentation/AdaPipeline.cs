using GanCmri.Networks.Ops;
using GanCmri.Runtime;
using MathNet.Numerics.LinearAlgebra;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Training.Augmentation;

/// <summary>
/// The augmentation pipeline of stylegan2-ada (Karras et al. 2020a), differentiable once with respect to the images. Geometry is done
/// on a twice enlarged, sym6-filtered image; colour as one matrix; bands as a separable filter.
/// </summary>
internal sealed class AdaPipeline(AdaOptions options)
{
    private const int GeometryPad = 3;
    private static readonly Tensor Sym6 = Fir.Filter(FilterBank.Sym6).DetachFromDisposeScope();

    /// <summary>Augments images.</summary>
    /// <param name="images">[N, C, H, W], C = 1 or 3.</param>
    /// <param name="p">Overall probability, 0 to 1.</param>
    /// <param name="draws">Source of the plain draws.</param>
    /// <param name="noise">Standard normal [N, C, H, W], used where noise is on; null: none is added.</param>
    /// <param name="observeTheta">Shown the matrices [N, 2, 3] given to the sampling grid.</param>
    public Tensor Apply(Tensor images, double p, Draws draws, Tensor? noise = null, Action<Tensor>? observeTheta = null)
    {
        using var scope = NewDisposeScope();
        int n = (int)images.shape[0],
            c = (int)images.shape[1],
            h = (int)images.shape[2],
            w = (int)images.shape[3];
        var plan = Enumerable.Range(0, n).Select(_ => AdaDraw.Make(options, p, c, h, w, draws)).ToArray();
        var x = images;
        if (plan[0].Geometry is not null)
            x = Geometry(x, [.. plan.Select(d => d.Geometry!)], observeTheta);
        if (plan[0].Colour is not null)
            x = Colour(x, plan);
        if (plan[0].BandGains is not null)
            x = Bands(x, plan);
        if (options.Noise > 0 && noise is not null)
            x = x.Plus(noise.mul(Column(plan, d => d.NoiseSigma, x.device)));
        if (options.Cutout > 0)
            x = x * CutoutMask(plan, h, w, x.device);
        return x.alias().MoveToOuterDisposeScope();
    }

    private static Tensor Geometry(Tensor x, Matrix<float>[] inverse, Action<Tensor>? observeTheta)
    {
        int n = (int)x.shape[0],
            c = (int)x.shape[1],
            h = (int)x.shape[2],
            w = (int)x.shape[3];
        var (left, right, top, bottom) = Margin(inverse, h, w);
        x = nn.functional.pad(x, [left, right, top, bottom], PaddingModes.Reflect);
        x = Fir.Upsample2d(x, Sym6.to(x.device));
        double sourceW = x.shape[3],
            sourceH = x.shape[2];
        long outH = (h + GeometryPad * 2) * 2,
            outW = (w + GeometryPad * 2) * 2;
        var theta = new float[n * 6];
        for (var i = 0; i < n; i++)
        {
            var g = Affine.Translate((left - right) / 2.0, (top - bottom) / 2.0) * inverse[i];
            g = Affine.Scale(2, 2) * g * Affine.Scale(0.5, 0.5);
            g = Affine.Translate(-0.5, -0.5) * g * Affine.Translate(0.5, 0.5);
            g = Affine.Scale(2 / sourceW, 2 / sourceH) * g * Affine.Scale(outW / 2.0, outH / 2.0);
            for (var k = 0; k < 6; k++)
                theta[i * 6 + k] = g[k / 3, k % 3];
        }

        var matrices = tensor(theta).reshape(n, 2, 3).to(x.device);
        observeTheta?.Invoke(matrices);
        var grid = nn.functional.affine_grid(matrices, [n, c, outH, outW], align_corners: false);
        x = nn.functional.grid_sample(x, grid, GridSampleMode.Bilinear, GridSamplePaddingMode.Zeros, align_corners: false);
        return Fir.Downsample2d(x, Sym6.to(x.device), padding: Margins.All(-GeometryPad * 2), flipFilter: true);
    }

    // How far any image's corners reach outside; enough is reflected so that no image shows its border.
    private static (int Left, int Right, int Top, int Bottom) Margin(Matrix<float>[] inverse, int h, int w)
    {
        float cx = (w - 1) / 2f,
            cy = (h - 1) / 2f;
        var corners = Matrix<float>.Build.DenseOfArray(
            new[,]
            {
                { -cx, cx, cx, -cx },
                { -cy, -cy, cy, cy },
                { 1, 1, 1, 1 },
            }
        );
        float minX = float.MaxValue,
            minY = float.MaxValue,
            maxX = float.MinValue,
            maxY = float.MinValue;
        foreach (var moved in inverse.Select(g => g * corners))
        {
            (minX, maxX) = (Math.Min(minX, moved.Row(0).Minimum()), Math.Max(maxX, moved.Row(0).Maximum()));
            (minY, maxY) = (Math.Min(minY, moved.Row(1).Minimum()), Math.Max(maxY, moved.Row(1).Maximum()));
        }

        // In single precision, like the reference: a corner that lies on a pixel up to rounding must be rounded as there.
        float padX = GeometryPad * 2 - cx,
            padY = GeometryPad * 2 - cy;
        return (Limit(-minX + padX, w), Limit(maxX + padX, w), Limit(-minY + padY, h), Limit(maxY + padY, h));

        static int Limit(float beyond, int size) => (int)MathF.Ceiling(Math.Clamp(beyond, 0, size - 1));
    }

    private static Tensor Colour(Tensor x, AdaDraw[] plan)
    {
        int n = (int)x.shape[0],
            c = (int)x.shape[1];
        var matrices = tensor([.. plan.SelectMany(d => d.Colour!.ToRowMajorArray()).Select(v => (float)v)])
            .reshape(n, 4, 4)
            .to(x.device)
            .narrow(1, 0, 3);
        if (c == 1)
        {
            var mean = matrices.mean([1], keepdim: true);
            return x.mul(mean.narrow(2, 0, 3).sum(2).reshape(n, 1, 1, 1)).Plus(mean.narrow(2, 3, 1).reshape(n, 1, 1, 1));
        }

        var flat = x.reshape(n, c, -1);
        return matmul(matrices.narrow(2, 0, 3), flat).Plus(matrices.narrow(2, 3, 1)).reshape(x.shape);
    }

    private static Tensor Bands(Tensor x, AdaDraw[] plan)
    {
        long n = x.shape[0],
            c = x.shape[1],
            h = x.shape[2],
            w = x.shape[3];
        int taps = FilterBank.Bands[0].Length,
            pad = taps / 2;
        var filters = plan.SelectMany(d =>
            Enumerable.Range(0, taps).Select(t => (float)Enumerable.Range(0, 4).Sum(b => d.BandGains![b] * FilterBank.Bands[b][t]))
        );
        var f = tensor([.. filters]).reshape(n, 1, 1, taps).to(x.device).expand(n, c, 1, taps).reshape(n * c, 1, 1, taps);
        x = nn.functional.pad(x.reshape(1, n * c, h, w), [pad, pad, pad, pad], PaddingModes.Reflect);
        x = nn.functional.conv2d(x, f.transpose(2, 3), groups: n * c);
        return nn.functional.conv2d(x, f, groups: n * c).reshape(n, c, h, w);
    }

    private static Tensor CutoutMask(AdaDraw[] plan, int h, int w, Device device)
    {
        // A pixel stays when its centre lies at least half the square's side from the square's centre along either axis.
        var keep = new float[plan.Length * h * w];
        Array.Fill(keep, 1);
        foreach (var (draw, i) in plan.Select((d, i) => (d, i)))
        {
            if (draw.Cutout is not { } square)
                continue;
            for (var y = 0; y < h; y++)
            {
                for (var x = 0; x < w; x++)
                {
                    if (
                        Math.Abs((x + 0.5) / w - square.CentreX) < square.Size / 2
                        && Math.Abs((y + 0.5) / h - square.CentreY) < square.Size / 2
                    )
                        keep[(i * h + y) * w + x] = 0;
                }
            }
        }

        return tensor(keep).reshape(plan.Length, 1, h, w).to(device);
    }

    private static Tensor Column(AdaDraw[] plan, Func<AdaDraw, double> value, Device device) =>
        tensor([.. plan.Select(d => (float)value(d))]).reshape(-1, 1, 1, 1).to(device);
}
