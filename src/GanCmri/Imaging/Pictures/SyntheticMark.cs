using System.Globalization;
using System.Text.RegularExpressions;

namespace GanCmri.Imaging.Pictures;

/// <summary>Marks a PNG as a frame that a generator made, with the size of its pixels, so that what is measured in it has a scale and is
/// told from what is measured in patients.</summary>
/// <param name="PixelMm">Side of a pixel, mm; null: not known.</param>
internal sealed partial record SyntheticMark(double? PixelMm)
{
    private const string Says = "GanCmri synthetic";

    // Ours show 175 mm, scanners at most 500 mm.
    private const double SmallestFieldMm = 50,
        LargestFieldMm = 500;

    /// <summary>The PNG with the mark.</summary>
    public byte[] On(ReadOnlySpan<byte> png) =>
        PngText.On(png, Says + (PixelMm is { } mm ? string.Create(CultureInfo.InvariantCulture, $", pixel {mm:R} mm") : ""));

    /// <summary>A file's mark; null where there is none. A size that is no number drops the size, never the mark.</summary>
    public static SyntheticMark? Of(string path) =>
        PngText.Of(path) is { } text && Text().Match(text) is { Success: true } match
            ? new SyntheticMark(
                double.TryParse(match.Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var mm)
                && mm is > 0 and < double.PositiveInfinity
                    ? mm
                    : null
            )
            : null;

    /// <summary>The pixel size that all of some marks tell; null where they differ, one tells none, or no heart fits into what the picture
    /// would show: 50 to 500 mm.</summary>
    /// <param name="marks">The marks.</param>
    /// <param name="picture">A picture; all are of its size.</param>
    public static PixelSpacing? Spacing(IEnumerable<SyntheticMark?> marks, GrayImage picture) =>
        marks.Select(m => m?.PixelMm).Distinct().ToArray() is [{ } mm]
        && mm * Math.Max(picture.Height, picture.Width) is >= SmallestFieldMm and <= LargestFieldMm
            ? new PixelSpacing(mm, mm)
            : null;

    [GeneratedRegex(@"^GanCmri synthetic(?:, pixel ([0-9.]+) mm\z|\b)")]
    private static partial Regex Text();
}
