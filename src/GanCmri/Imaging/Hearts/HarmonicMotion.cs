namespace GanCmri.Imaging.Hearts;

/// <summary>How much each pixel changes once a beat.</summary>
internal static class HarmonicMotion
{
    private const double Saturation = 0.99;
    private const float Least = 1e-4f; // below is rounding, not motion

    /// <summary>
    /// The amplitude of the first harmonic, |2/N sum_t I_t exp(-2 pi i t / N)|, in shares of the slice's 99.5th intensity percentile, then
    /// of the stack's 99th percentile of amplitude, at most 1: slices stay comparable, and no bright vessel outweighs the rest.
    /// </summary>
    public static IReadOnlyList<GrayImage> Of(IReadOnlyList<IReadOnlyList<GrayImage>> slices)
    {
        var maps = slices.Select(Amplitude).ToList();
        var all = maps.SelectMany(m => m.Pixels).ToArray();
        Array.Sort(all);
        var top = all[(int)(Saturation * (all.Length - 1))];
        if (top < Least)
            top = Math.Max(all[^1], Least);
        foreach (var map in maps)
            for (var i = 0; i < map.Pixels.Length; i++)
                map.Pixels[i] = map.Pixels[i] < Least ? 0 : Math.Min(1, map.Pixels[i] / top);
        return maps;
    }

    private static GrayImage Amplitude(IReadOnlyList<GrayImage> frames)
    {
        var first = frames[0];
        var (real, imaginary) = (new float[first.Pixels.Length], new float[first.Pixels.Length]);
        if (frames.Count < 2 || IntensityScale.Of(frames) is not { } scale)
            return new GrayImage(first.Height, first.Width, real);
        for (var t = 0; t < frames.Count; t++)
        {
            var (sin, cos) = MathF.SinCos(2 * MathF.PI * t / frames.Count);
            var pixels = frames[t].Pixels;
            for (var i = 0; i < pixels.Length; i++)
            {
                var value = Math.Min(pixels[i], scale.High) - scale.Low;
                real[i] += value * cos;
                imaginary[i] += value * sin;
            }
        }

        var factor = 2 / (frames.Count * (scale.High - scale.Low));
        for (var i = 0; i < real.Length; i++)
            real[i] = factor * MathF.Sqrt(real[i] * real[i] + imaginary[i] * imaginary[i]);
        return new GrayImage(first.Height, first.Width, real);
    }
}
