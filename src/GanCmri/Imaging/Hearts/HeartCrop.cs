using System.Globalization;
using GanCmri.Runtime;

namespace GanCmri.Imaging.Hearts;

/// <summary>
/// A square of fixed size in millimetres around the heart. With the defaults, 175 mm is 128 pixels of 1.37 mm (a 350 mm field in
/// 256 pixels). Resampled by area; black beyond the image; the square is snapped to whole source pixels, so that a crop at the
/// source's own resolution copies pixels.
/// </summary>
public sealed record HeartCrop
{
    /// <summary>The side of the square, mm; 175 by default.</summary>
    public double FieldMm { get; init; } = 175;

    /// <summary>The side of the result, pixels; 64 by default, 128 is native.</summary>
    public int Resolution { get; init; } = 64;

    /// <summary>The pixel size taken where a source does not tell it, mm; 350/256 by default.</summary>
    public double AssumedPixelMm { get; init; } = 350.0 / 256;

    /// <summary>The size of one pixel of the result, mm.</summary>
    public double PixelMm => FieldMm / Resolution;

    /// <summary>That mm are guessed, in words; null where the series tells its pixel size.</summary>
    internal string? GuessOf(CineSeries series) =>
        series.Spacing is null
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"the source tells no pixel size: mm and mm² are as if a pixel were {AssumedOf(series):0.##} mm wide (column pixel_mm of a "
                    + $"frames.csv tells it)"
            )
            : null;

    /// <summary>Cuts one image.</summary>
    /// <param name="image">Any size.</param>
    /// <param name="spacing">Its pixel size, or null to assume <see cref="AssumedPixelMm"/>.</param>
    /// <param name="centre">The middle of the square.</param>
    /// <returns>[Resolution x Resolution], in the image's unit.</returns>
    public GrayImage Apply(GrayImage image, PixelSpacing? spacing, HeartCentre centre)
    {
        var (height, width) = (FieldMm / (spacing?.RowMm ?? AssumedPixelMm), FieldMm / (spacing?.ColumnMm ?? AssumedPixelMm));
        var (top, left) = (Math.Round(centre.Row + 0.5 - height / 2), Math.Round(centre.Column + 0.5 - width / 2));
        return AreaResampling.Cut(image, top, left, height, width, Resolution, Resolution);
    }

    /// <summary>Cuts all frames of a series around one centre, on one scale of grey, so that brightness stays comparable over the
    /// beat.</summary>
    /// <returns>One a frame, [Resolution x Resolution] in [-1, 1]; null where the pictures are empty there.</returns>
    internal IReadOnlyList<GrayImage>? Frames(CineSeries series, HeartCentre centre)
    {
        var crops = series.Frames.Select(f => Apply(f.Image, SpacingOf(series), centre)).ToArray();
        return IntensityScale.Of(crops) is { } scale ? [.. crops.Select(scale.Apply)] : null;
    }

    /// <summary>Cuts a mask: inside where at least half of a result's pixel is.</summary>
    /// <returns>[Resolution x Resolution].</returns>
    public Mask Apply(Mask mask, PixelSpacing? spacing, HeartCentre centre)
    {
        var share = Apply(new GrayImage(mask.Height, mask.Width, Array.ConvertAll(mask.Inside, v => v ? 1f : 0f)), spacing, centre);
        return new Mask(Resolution, Resolution, Array.ConvertAll(share.Pixels, v => v >= 0.5f));
    }

    /// <summary>How many pixels of the result one pixel of a source covers.</summary>
    public double AreaScale(PixelSpacing? spacing) => (spacing?.AreaMm2 ?? AssumedPixelMm * AssumedPixelMm) / (PixelMm * PixelMm);

    /// <summary>The pixel size by which a series is cut.</summary>
    internal PixelSpacing SpacingOf(CineSeries series) => series.Spacing ?? new PixelSpacing(AssumedOf(series), AssumedOf(series));

    private double AssumedOf(CineSeries series) => series.NominalPixelMm ?? AssumedPixelMm;

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate() => new OptionChecks().Positive(FieldMm).AtLeast(Resolution, 1).Positive(AssumedPixelMm).Throw();
}
