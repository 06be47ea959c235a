using System.Text.Json.Serialization;
using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Studies;

namespace GanCmri.Reports.Html;

/// <summary>One cine or picture.</summary>
/// <param name="Label">A few words under it.</param>
/// <param name="AltText">What it shows, for who cannot see it.</param>
/// <param name="Count">Frames.</param>
/// <param name="Outlines">Corners of each frame's outline, x and y in turn, px.</param>
/// <param name="Others">A second outline of each frame; empty: none.</param>
/// <param name="Areas">LV area of each frame, mm²; empty: no curve.</param>
internal sealed record Clip(
    string Label,
    string AltText,
    int Count,
    IReadOnlyList<double[]> Outlines,
    IReadOnlyList<double[]> Others,
    IReadOnlyList<double> Areas
)
{
    /// <summary>The frames below each other as PNG, 8 bits of grey.</summary>
    [JsonIgnore]
    public byte[] Strip { get; private init; } = [];

    /// <summary>Measured frames, values in [-1, 1].</summary>
    /// <param name="frames">At least one.</param>
    /// <param name="label">A few words under it.</param>
    /// <param name="altText">What it shows.</param>
    /// <param name="areasMm2">LV area of each frame, mm²; none: no curve.</param>
    public static Clip Of(IReadOnlyList<MeasuredFrame> frames, string label, string altText, IEnumerable<double>? areasMm2 = null) =>
        new(
            label,
            altText,
            frames.Count,
            [.. frames.Select(f => Corners(f.Cavity))],
            [],
            [.. (areasMm2 ?? []).Select(a => Math.Round(a, 1))]
        )
        {
            Strip = StripOf([.. frames.Select(f => f.Image)], GrayRange.Signed),
        };

    /// <summary>One picture of any unit with two outlines.</summary>
    public static Clip Of(GrayImage image, Mask outline, Mask other, string label, string altText) =>
        new(label, altText, 1, [Corners(outline)], [Corners(other)], []) { Strip = StripOf([image], GrayRange.Of(image)) };

    private static double[] Corners(Mask mask) => Array.ConvertAll(MaskOutline.Of(mask), v => Math.Round(v, 1));

    private static byte[] StripOf(IReadOnlyList<GrayImage> images, GrayRange range)
    {
        using var strip = PictureEncoding.Grey(
            [.. images.SelectMany(i => i.Pixels.Select(v => Grey(v, range)))],
            images[0].Width,
            images.Sum(i => i.Height)
        );
        return PictureEncoding.Png(strip);
    }

    private static byte Grey(float value, GrayRange range) =>
        (byte)Math.Clamp(MathF.Round((value - range.Black) / (range.White - range.Black) * 255), 0, 255);
}
