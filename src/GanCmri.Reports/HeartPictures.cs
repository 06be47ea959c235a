using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace GanCmri.Reports;

/// <summary>Frames and cines in [-1, 1] as pictures for reports, enlarged smoothly.</summary>
internal static class HeartPictures
{
    private const int GifColours = 128;
    private static readonly Rgb24 ContourColour = new(0xF0, 0xC8, 0x00);

    /// <summary>One frame as PNG, with the outline of its cavity if given.</summary>
    /// <param name="image">Values in [-1, 1].</param>
    /// <param name="cavity">Its outlined cavity, of the same size; null for no outline.</param>
    /// <param name="zoom">Pixels drawn a pixel, at least 1.</param>
    /// <param name="altText">What it shows.</param>
    public static Picture Frame(GrayImage image, Mask? cavity, int zoom, string altText)
    {
        using var picture = Enlarged(image, zoom);
        if (cavity is { Area: > 0 })
            DrawOutline(picture, cavity, zoom);
        return Picture.Png(PictureEncoding.Png(picture), picture.Width, picture.Height, altText);
    }

    /// <summary>A cine as an endless GIF in at most 128 shades of grey a frame.</summary>
    /// <param name="frames">Values in [-1, 1], all of one size.</param>
    /// <param name="frameTimeMs">Time from frame to frame, ms; GIF stores hundredths of a second, and viewers slow down below two of
    /// them.</param>
    /// <param name="zoom">Pixels drawn a pixel, at least 1.</param>
    /// <param name="altText">What it shows.</param>
    public static Picture Cine(IReadOnlyList<GrayImage> frames, int frameTimeMs, int zoom, string altText)
    {
        var gif = PictureEncoding.Gif(frames.Select(f => Enlarged(f, zoom)), frameTimeMs, GifColours);
        return Picture.Gif(gif, frames[0].Width * zoom, frames[0].Height * zoom, altText);
    }

    private static Image<Rgb24> Enlarged(GrayImage image, int zoom) => PictureDrawing.Draw(image, GrayRange.Signed, zoom, smooth: true, []);

    private static void DrawOutline(Image<Rgb24> picture, Mask cavity, int zoom)
    {
        using var large = PictureEncoding.Grey(
            Array.ConvertAll(cavity.Inside, v => v ? byte.MaxValue : byte.MinValue),
            cavity.Width,
            cavity.Height
        );
        large.Mutate(p => p.Resize(picture.Width, picture.Height, KnownResamplers.Spline)); // the smoothest: staircases become curves
        bool Inside(int y, int x) => y >= 0 && x >= 0 && y < picture.Height && x < picture.Width && large[x, y].R > 127;
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                if (Inside(y, x) && !(Inside(y - 1, x) && Inside(y + 1, x) && Inside(y, x - 1) && Inside(y, x + 1)))
                    picture[x, y] = ContourColour;
            }
        }
    }
}
