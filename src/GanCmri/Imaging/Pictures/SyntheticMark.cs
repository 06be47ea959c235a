using System.Globalization;
using System.Text.RegularExpressions;

namespace GanCmri.Imaging.Pictures;

/// <summary>Marks a PNG as a frame that a generator made, with the size of its pixels, so that what is measured in it has a scale and is
/// told from what is measured in patients.</summary>
/// <param name="PixelMm">Side of a pixel, mm; null: not known.</param>
internal sealed partial record SyntheticMark(double? PixelMm)
{
    private const double Most = 100;

    /// <summary>The PNG with the mark.</summary>
    public byte[] On(ReadOnlySpan<byte> png) =>
        PngText.On(png, "GanCmri synthetic" + (PixelMm is { } mm ? string.Create(CultureInfo.InvariantCulture, $", pixel {mm:R} mm") : ""));

    /// <summary>A file's mark; null where there is none.</summary>
    public static SyntheticMark? Of(string path) =>
        PngText.Of(path) is { } text && Text().Match(text) is { Success: true } match
            ? new SyntheticMark(
                double.TryParse(match.Groups[1].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var mm)
                && mm is > 0 and <= Most
                    ? mm
                    : null
            )
            : null;

    /// <summary>The pixel size that all of some marks tell; null where they differ or one tells none.</summary>
    public static PixelSpacing? Spacing(IEnumerable<SyntheticMark?> marks) =>
        marks.Select(m => m?.PixelMm).Distinct().ToArray() is [{ } mm] ? new PixelSpacing(mm, mm) : null;

    [GeneratedRegex(@"^GanCmri synthetic(?:, pixel ([0-9.]+) mm)?\z")]
    private static partial Regex Text();
}
