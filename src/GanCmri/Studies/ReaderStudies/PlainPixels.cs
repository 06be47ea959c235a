using GanCmri.Imaging;
using GanCmri.Runtime;

namespace GanCmri.Studies.ReaderStudies;

/// <summary>
/// Brings real and synthetic pictures to one form, so that nothing but what they show tells them apart: the central square, one size, grey
/// levels from the 0.5th to the 99.5th percentile of the picture or cine, 8 bits, no file format.
/// </summary>
/// <param name="values">All frames, row by row.</param>
/// <param name="step">Distance between neighbouring values that the source has.</param>
internal sealed class PlainPixels(float[] values, float step)
{
    private const double Darkest = 0.005,
        Brightest = 0.995,
        WidestNoise = 8;

    /// <summary>Brings what is shown beside each other to one form.</summary>
    /// <param name="shown">Pictures or cines.</param>
    /// <param name="frames">Frames of each; a cine that has more is interpolated.</param>
    /// <param name="side">Side of the square, pixels.</param>
    /// <param name="random">
    /// Draws noise as wide as the widest step between grey levels of any of them: a source of fewer levels would have gaps in its
    /// histogram, and full ends.
    /// </param>
    /// <exception cref="InputException">One is of one grey.</exception>
    public static PlainSet Of(IReadOnlyList<Candidate> shown, int frames, int side, RandomStream random)
    {
        var plain = shown.Select(c => Of(c, frames, side)).ToArray();
        var noise = Math.Clamp(plain.Max(p => p.StepInLevels()), 1, WidestNoise);
        return new PlainSet(frames, [.. shown.Zip(plain, (c, p) => new PlainPicture(c.Source, c.Origin, p.Bytes(noise, random)))]);
    }

    private static PlainPixels Of(Candidate candidate, int frames, int side)
    {
        var square = candidate.Side;
        var values = Resampled(candidate.Frames, frames)
            .SelectMany(f => AreaResampling.Cut(f, (f.Height - square) / 2.0, (f.Width - square) / 2.0, square, square, side, side).Pixels)
            .ToArray();
        if (Scale.Of(values).Level == 0)
            throw new InputException(candidate.Source, "pictures that show something", "one of one grey", "leave it out");
        var levels = values.Distinct().Order().ToArray();
        float[] gaps = [.. levels.Zip(levels.Skip(1), (a, b) => b - a).Order()];
        return new PlainPixels(values, gaps[gaps.Length / 2]);
    }

    private double StepInLevels() => step / Scale.Of(values).Level;

    // The scale is found again after the noise, so that as many pixels lie at its ends whatever the source's levels were.
    private byte[] Bytes(double noise, RandomStream random)
    {
        var width = noise * Scale.Of(values).Level;
        var noisy = Array.ConvertAll(values, v => (float)(v + width * (random.Uniform() - 0.5)));
        var scale = Scale.Of(noisy);
        return Array.ConvertAll(noisy, v => (byte)Math.Clamp(Math.Round((v - scale.Low) / scale.Level), 0, 255));
    }

    // At phases 0, 1/frames, … of a beat that closes, linear between neighbours.
    private static IEnumerable<GrayImage> Resampled(IReadOnlyList<GrayImage> cine, int frames)
    {
        for (var i = 0; i < frames; i++)
        {
            var place = (double)i * cine.Count / frames;
            var (before, share) = ((int)place, (float)(place - (int)place));
            var (from, to) = (cine[before], cine[(before + 1) % cine.Count]);
            yield return share == 0
                ? from
                : new GrayImage(from.Height, from.Width, [.. from.Pixels.Zip(to.Pixels, (a, b) => a + share * (b - a))]);
        }
    }

    // Value of grey 0, and what one grey level is worth.
    private readonly record struct Scale(double Low, double Level)
    {
        public static Scale Of(float[] values)
        {
            var sorted = values.Order().ToArray();
            double At(double share) => sorted[(int)Math.Round(share * (sorted.Length - 1))];
            return new Scale(At(Darkest), (At(Brightest) - At(Darkest)) / 255);
        }
    }
}
