using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;

namespace GanCmri.Interactive;

/// <summary>Images and cines as pictures within HTML.</summary>
internal static class Pictures
{
    private const double FrameMs = 60; // where no frame tells its time

    /// <summary>An image, black to white over its own values.</summary>
    public static string Of(GrayImage image) => Element("png", PngPictures.ToPngBytes(image, GrayRange.Of(image), Scale(image)));

    /// <summary>A beating cine.</summary>
    public static string Of(CineSeries cine)
    {
        var times = cine.Frames.Select(f => f.TimeMs).ToArray();
        var step = times.Length > 1 ? (times[^1] - times[0]) / (times.Length - 1) : double.NaN;
        return Of([.. cine.Frames.Select(f => f.Image)], step > 0 ? step : FrameMs);
    }

    /// <summary>Frames as a loop, all over the values of the first.</summary>
    public static string Of(IReadOnlyList<GrayImage> frames, double frameMs = FrameMs) =>
        Element("gif", Animations.ToGifBytes(frames, GrayRange.Of(frames[0]), frameMs, Scale(frames[0])));

    // Small enough for a row of a table.
    private static int Scale(GrayImage image) => Math.Clamp(128 / Math.Max(image.Height, image.Width), 1, 4);

    private static string Element(string kind, byte[] bytes) =>
        $"<img alt=\"heart\" src=\"data:image/{kind};base64,{Convert.ToBase64String(bytes)}\"/>";
}
