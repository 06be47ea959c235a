namespace GanCmri.Imaging;

/// <summary>Separable Gaussian smoothing; the border counts as 0.</summary>
internal static class GaussianBlur
{
    /// <summary>Smooths with a standard deviation in pixels.</summary>
    public static GrayImage Apply(GrayImage image, double sigma)
    {
        var (h, w) = (image.Height, image.Width);
        var (across, result) = (new float[h * w], new float[h * w]);
        var kernel = Kernel(sigma);
        for (var y = 0; y < h; y++)
            Line(image.Pixels.AsSpan(y * w), across.AsSpan(y * w), w, 1, kernel);
        for (var x = 0; x < w; x++)
            Line(across.AsSpan(x), result.AsSpan(x), h, w, kernel);
        return new GrayImage(h, w, result);
    }

    private static void Line(ReadOnlySpan<float> from, Span<float> to, int count, int stride, float[] kernel)
    {
        var radius = kernel.Length / 2;
        for (var i = 0; i < count; i++)
        {
            var sum = 0f;
            for (var k = Math.Max(-radius, -i); k <= Math.Min(radius, count - 1 - i); k++)
                sum += kernel[k + radius] * from[(i + k) * stride];
            to[i * stride] = sum;
        }
    }

    private static float[] Kernel(double sigma)
    {
        var radius = (int)Math.Ceiling(3 * sigma);
        var kernel = Enumerable.Range(-radius, 2 * radius + 1).Select(k => Math.Exp(-0.5 * k * k / (sigma * sigma))).ToArray();
        return Array.ConvertAll(kernel, v => (float)(v / kernel.Sum()));
    }
}
