using System.Globalization;
using System.Text.RegularExpressions;

namespace GanCmri.Imaging.Pictures;

/// <summary>Marks a PNG as a frame that a generator made, with the size of its pixels, so that what is measured in it has a scale and is
/// told from what is measured in patients.</summary>
/// <param name="PixelMm">Side of a pixel, mm; null: not known.</param>
internal sealed partial record SyntheticMark(double? PixelMm)
{
    private const string Says = "GanCmri synthetic";

    /// <summary>The PNG with the mark.</summary>
    public byte[] On(ReadOnlySpan<byte> png) =>
        PngText.On(png, Says + (PixelMm is { } mm ? string.Create(CultureInfo.InvariantCulture, $", pixel {mm:R} mm") : ""));

    /// <summary>A file's mark; null where there is none.</summary>
    public static SyntheticMark? Of(string path) => Read(PngText.Of(path));

    /// <summary>The mark of a file's bytes.</summary>
    public static SyntheticMark? Of(ReadOnlySpan<byte> file) => Read(PngText.Of(file));

    /// <summary>The mark that a PNG's text is; null where it is none. A size that is no number drops the size, never the mark.</summary>
    public static SyntheticMark? Read(string? says) =>
        says is { } text && Text().Match(text) is { Success: true } match
            ? new SyntheticMark(
                double.TryParse(match.Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var mm)
                && mm is > 0 and < double.PositiveInfinity
                    ? mm
                    : null
            )
            : null;

    /// <summary>The pixel size that all of some marks tell; null where they differ, one tells none, or no heart fits into what the picture
    /// would show (<see cref="PlausiblePixels.ShowAHeart"/>).</summary>
    /// <param name="marks">The marks.</param>
    /// <param name="picture">A picture; all are of its size.</param>
    public static PixelSpacing? Spacing(IEnumerable<SyntheticMark?> marks, GrayImage picture) =>
        marks.Select(m => m?.PixelMm).Distinct().ToArray() is [{ } mm]
        && PlausiblePixels.ShowAHeart(mm * Math.Max(picture.Height, picture.Width))
            ? new PixelSpacing(mm, mm)
            : null;

    [GeneratedRegex(@"^GanCmri synthetic(?:, pixel ([0-9.]+) mm\z|\b)")]
    private static partial Regex Text();
}
