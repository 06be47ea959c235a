namespace GanCmri.Latents;

/// <summary>How alike two images in [-1, 1] are.</summary>
/// <param name="Mse">Mean square difference, on the scale of [-1, 1].</param>
/// <param name="PsnrDb">Peak signal-to-noise ratio, 10 log10(2² / MSE), dB; infinite for equal images.</param>
/// <param name="Ssim">Structural similarity, at most 1 (Wang et al. 2004: Gaussian window of 11 pixels, sigma 1.5, K1 = 0.01, K2 = 0.03,
/// range 2).</param>
public readonly record struct ImageQuality(double Mse, double PsnrDb, double Ssim)
{
    private const double Range = 2,
        Sigma = 1.5;
    private const int Radius = 5;

    /// <summary>Wang's constants K1² L² and K2² L².</summary>
    internal const double C1 = 0.01 * Range * (0.01 * Range),
        C2 = 0.03 * Range * (0.03 * Range);

    /// <summary>The Gaussian window, of sum 1.</summary>
    internal static readonly double[] Window = Gaussian();

    /// <summary>Fewest pixels a side: the window's.</summary>
    public const int LeastSide = 2 * Radius + 1;

    /// <summary>Compares two images.</summary>
    /// <param name="image">Row-major, height rows of width pixels.</param>
    /// <param name="reference">The same size.</param>
    /// <param name="width">Pixels in a row, at least 11.</param>
    public static ImageQuality Between(ReadOnlySpan<float> image, ReadOnlySpan<float> reference, int width)
    {
        if (image.Length != reference.Length || image.Length % width != 0)
            throw new ArgumentException("images of one size", nameof(image));
        double sum = 0;
        for (var i = 0; i < image.Length; i++)
            sum += ((double)image[i] - reference[i]) * ((double)image[i] - reference[i]);
        var mse = sum / image.Length;
        return new ImageQuality(mse, 10 * Math.Log10(Range * Range / mse), StructuralSimilarity(image, reference, width));
    }

    private static double StructuralSimilarity(ReadOnlySpan<float> x, ReadOnlySpan<float> y, int width)
    {
        var height = x.Length / width;
        if (width < LeastSide || height < LeastSide)
            throw new ArgumentException($"images of at least {LeastSide} pixels a side", nameof(width));
        double[] a = new double[x.Length],
            b = new double[x.Length],
            aa = new double[x.Length],
            bb = new double[x.Length],
            ab = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
            (a[i], b[i], aa[i], bb[i], ab[i]) = (x[i], y[i], (double)x[i] * x[i], (double)y[i] * y[i], (double)x[i] * y[i]);
        double[] ma = Smooth(a, width),
            mb = Smooth(b, width),
            maa = Smooth(aa, width),
            mbb = Smooth(bb, width),
            mab = Smooth(ab, width);
        double total = 0;
        for (var i = 0; i < ma.Length; i++)
        {
            double va = maa[i] - ma[i] * ma[i],
                vb = mbb[i] - mb[i] * mb[i],
                cov = mab[i] - ma[i] * mb[i];
            total += (2 * ma[i] * mb[i] + C1) * (2 * cov + C2) / ((ma[i] * ma[i] + mb[i] * mb[i] + C1) * (va + vb + C2));
        }

        return total / ma.Length;
    }

    /// <summary>Gaussian window where it lies wholly inside: (height - 10) x (width - 10) values.</summary>
    private static double[] Smooth(double[] image, int width)
    {
        int height = image.Length / width,
            inner = width - 2 * Radius;
        var rows = new double[height * inner];
        for (var r = 0; r < height; r++)
        {
            for (var c = 0; c < inner; c++)
            {
                for (var k = 0; k < Window.Length; k++)
                    rows[r * inner + c] += Window[k] * image[r * width + c + k];
            }
        }

        var smooth = new double[(height - 2 * Radius) * inner];
        for (var i = 0; i < smooth.Length; i++)
        {
            for (var k = 0; k < Window.Length; k++)
                smooth[i] += Window[k] * rows[i + k * inner];
        }

        return smooth;
    }

    private static double[] Gaussian()
    {
        double[] weights = [.. Enumerable.Range(-Radius, 2 * Radius + 1).Select(i => Math.Exp(-i * i / (2 * Sigma * Sigma)))];
        var sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }
}
