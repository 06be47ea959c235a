namespace GanCmri.Imaging;

/// <summary>
/// Finds the heart in a stack of cines by its motion: the energy of the first temporal harmonic over the beat (Lin et al., MICCAI
/// 2006: the heart is what changes once a beat), summed over the slices, smoothed; the centroid of the strongest blob.
/// </summary>
public static class HeartFinder
{
    private const double SmoothMm = 9, BlobShare = 0.5;

    /// <summary>Finds the heart in slices of one size.</summary>
    /// <param name="slices">Slices of one stack, each with at least two frames, all of one image size.</param>
    /// <returns>The centre and each slice's motion; null if nothing moves.</returns>
    public static HeartMotion? Find(IReadOnlyList<CineSeries> slices)
    {
        var maps = slices.Select(s => HarmonicEnergy(s.Frames)).ToList();
        var (height, width) = (slices[0].Frames[0].Image.Height, slices[0].Frames[0].Image.Width);
        var sum = new float[height * width];
        foreach (var map in maps)
            for (var i = 0; i < sum.Length; i++) sum[i] += map.Pixels[i];
        var spacing = slices[0].Spacing ?? new PixelSpacing(350.0 / 256, 350.0 / 256);
        var smooth = GaussianBlur.Apply(new GrayImage(height, width, sum), SmoothMm / spacing.RowMm, SmoothMm / spacing.ColumnMm);
        var blob = Blob(smooth);
        if (blob is null) return null;
        var energies = maps.Select(m => blob.Sum(i => (double)m.Pixels[i]) / blob.Count).ToList();
        return new HeartMotion(WeightedCentre(smooth, blob), energies);
    }

    /// <summary>
    /// The energy of the first harmonic at each pixel, |2/N sum_t I_t exp(-2 pi i t / N)|², of intensities in shares of the series' 99.5th percentile.
    /// </summary>
    internal static GrayImage HarmonicEnergy(IReadOnlyList<CineFrame> frames)
    {
        var first = frames[0].Image;
        var (real, imaginary) = (new float[first.Pixels.Length], new float[first.Pixels.Length]);
        if (frames.Count < 2 || IntensityScale.Of(frames.Select(f => f.Image)) is not { } scale) return new GrayImage(first.Height, first.Width, real);
        for (var t = 0; t < frames.Count; t++)
        {
            var (sin, cos) = MathF.SinCos(2 * MathF.PI * t / frames.Count);
            var pixels = frames[t].Image.Pixels;
            for (var i = 0; i < pixels.Length; i++)
            {
                var value = Math.Min(pixels[i], scale.High) - scale.Low;
                real[i] += value * cos;
                imaginary[i] += value * sin;
            }
        }

        var factor = 2 / (frames.Count * (scale.High - scale.Low));
        for (var i = 0; i < real.Length; i++) real[i] = factor * factor * (real[i] * real[i] + imaginary[i] * imaginary[i]);
        return new GrayImage(first.Height, first.Width, real);
    }

    private static HeartCentre WeightedCentre(GrayImage map, List<int> blob)
    {
        double row = 0, column = 0, weight = 0;
        foreach (var i in blob)
        {
            row += map.Pixels[i] * (i / map.Width);
            column += map.Pixels[i] * (i % map.Width);
            weight += map.Pixels[i];
        }

        return new HeartCentre(row / weight, column / weight);
    }

    /// <summary>The pixels above half of the maximum that hang together with it.</summary>
    private static List<int>? Blob(GrayImage map)
    {
        var peak = Array.IndexOf(map.Pixels, map.Pixels.Max());
        var limit = map.Pixels[peak] * BlobShare;
        if (!(limit > 0)) return null;
        var seen = new bool[map.Pixels.Length];
        var blob = new List<int> { peak };
        seen[peak] = true;
        for (var k = 0; k < blob.Count; k++)
        {
            var (y, x) = (blob[k] / map.Width, blob[k] % map.Width);
            if (y > 0) Visit(blob[k] - map.Width);
            if (y < map.Height - 1) Visit(blob[k] + map.Width);
            if (x > 0) Visit(blob[k] - 1);
            if (x < map.Width - 1) Visit(blob[k] + 1);
        }

        return blob;

        void Visit(int i)
        {
            if (seen[i] || map.Pixels[i] < limit) return;
            seen[i] = true;
            blob.Add(i);
        }
    }
}
