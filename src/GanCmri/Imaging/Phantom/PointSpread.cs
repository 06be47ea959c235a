namespace GanCmri.Imaging.Phantom;

/// <summary>The scanner's point spread: cines are measured at about 2 mm and interpolated. Three taps a direction, in place.</summary>
internal sealed class PointSpread(PhantomField field)
{
    private const double SigmaMm = 0.8;

    // Taps (w, 1 - 2w, w) have variance 2w.
    private readonly double _side = Math.Min(0.25, SigmaMm * SigmaMm / (field.PixelMm * field.PixelMm) / 2);

    /// <summary>What the filter does to the standard deviation of white noise, away from the border.</summary>
    public double NoiseGain => 2 * _side * _side + (1 - 2 * _side) * (1 - 2 * _side);

    /// <summary>Filters Size x Size values; the border repeats.</summary>
    public void Apply(double[] values)
    {
        for (var line = 0; line < field.Size; line++)
        {
            Filter(values, line * field.Size, 1);
        }

        for (var column = 0; column < field.Size; column++)
        {
            Filter(values, column, field.Size);
        }
    }

    private void Filter(double[] values, int start, int stride)
    {
        var before = values[start];
        for (int i = 0, at = start; i < field.Size; i++, at += stride)
        {
            var here = values[at];
            var after = i + 1 < field.Size ? values[at + stride] : here;
            values[at] = here + _side * (before - 2 * here + after);
            before = here;
        }
    }
}
