using System.Collections.Concurrent;
using GanCmri.Imaging;

namespace GanCmri.Evaluation.Audit;

/// <summary>What is left of a picture without its local brightness and contrast: edges and texture, however coils shade it.</summary>
internal static class LocalContrast
{
    private const double LeastShare = 0.3; // of the whole picture's contrast: flat background is not blown up to noise
    private static readonly ConcurrentDictionary<(int Height, int Width, double Sigma), float[]> Weights = new();

    /// <summary>(I - m) / sqrt(v + e), with m the mean and v the variance in a Gaussian neighbourhood.</summary>
    /// <param name="image">Any unit.</param>
    /// <param name="sigma">Standard deviation of the neighbourhood, pixels.</param>
    public static GrayImage Apply(GrayImage image, double sigma)
    {
        var (h, w) = (image.Height, image.Width);
        var weights = Weights.GetOrAdd(
            (h, w, sigma),
            key => Blur([.. Enumerable.Repeat(1f, key.Height * key.Width)], key.Height, key.Width, key.Sigma)
        );
        var (mean, rest) = (Blur(image.Pixels, h, w, sigma), new float[h * w]);
        for (var i = 0; i < rest.Length; i++)
            rest[i] = image.Pixels[i] - mean[i] / weights[i];
        var variance = Blur(Array.ConvertAll(rest, v => v * v), h, w, sigma);
        var least = 0.0;
        foreach (var value in rest)
            least += value * (double)value;
        var floor = (float)(LeastShare * LeastShare * least / rest.Length) + 1e-12f;
        for (var i = 0; i < rest.Length; i++)
            rest[i] /= MathF.Sqrt(variance[i] / weights[i] + floor);
        return new GrayImage(h, w, rest);
    }

    private static float[] Blur(float[] pixels, int height, int width, double sigma) =>
        GaussianBlur.Apply(new GrayImage(height, width, pixels), sigma).Pixels;
}
