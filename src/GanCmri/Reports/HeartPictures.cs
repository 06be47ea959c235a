using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using ImageMagick;

namespace GanCmri.Reports;

/// <summary>Frames and cines in [-1, 1] as pictures for reports, enlarged smoothly.</summary>
public static class HeartPictures
{
    private const int GifShades = 64;
    private static readonly byte[] ContourRgb = [0xF0, 0xC8, 0x00];

    /// <summary>One frame as PNG, with the outline of its cavity if given.</summary>
    /// <param name="image">Values in [-1, 1].</param>
    /// <param name="cavity">Its outlined cavity, of the same size; null for no outline.</param>
    /// <param name="zoom">Pixels drawn a pixel, at least 1.</param>
    /// <param name="altText">What it shows.</param>
    public static Picture Frame(GrayImage image, Mask? cavity, int zoom, string altText)
    {
        using var picture = Enlarged(image.Height, image.Width, ToBytes(image), zoom);
        picture.ColorSpace = ColorSpace.sRGB;
        if (cavity is { Area: > 0 }) DrawOutline(picture, cavity, zoom);
        return Picture.Png(picture.ToByteArray(MagickFormat.Png24), (int)picture.Width, (int)picture.Height, altText);
    }

    /// <summary>A cine as an endless GIF in 64 shades of grey.</summary>
    /// <param name="frames">Values in [-1, 1], all of one size.</param>
    /// <param name="frameTimeMs">Time from frame to frame, ms; GIF stores hundredths of a second, and viewers slow down below two of them.</param>
    /// <param name="zoom">Pixels drawn a pixel, at least 1.</param>
    /// <param name="altText">What it shows.</param>
    public static Picture Cine(IReadOnlyList<GrayImage> frames, int frameTimeMs, int zoom, string altText)
    {
        var shades = new QuantizeSettings { Colors = GifShades, ColorSpace = ColorSpace.Gray, DitherMethod = DitherMethod.No };
        var gif = PictureDrawing.Gif(frames.Select(f => Enlarged(f.Height, f.Width, ToBytes(f), zoom)), frameTimeMs, shades);
        return Picture.Gif(gif, frames[0].Width * zoom, frames[0].Height * zoom, altText);
    }

    private static byte[] ToBytes(GrayImage image) =>
        Array.ConvertAll(image.Pixels, v => (byte)Math.Clamp(MathF.Round((v + 1) * 127.5f), 0, 255));

    private static MagickImage Enlarged(int height, int width, byte[] gray, int zoom)
    {
        var picture = new MagickImage(gray, new PixelReadSettings((uint)width, (uint)height, StorageType.Char, "I"));
        picture.FilterType = FilterType.Catrom;
        picture.Resize((uint)(width * zoom), (uint)(height * zoom));
        return picture;
    }

    private static void DrawOutline(MagickImage picture, Mask cavity, int zoom)
    {
        using var large = new MagickImage(Array.ConvertAll(cavity.Inside, v => v ? byte.MaxValue : byte.MinValue),
            new PixelReadSettings((uint)cavity.Width, (uint)cavity.Height, StorageType.Char, "I"));
        large.FilterType = FilterType.Gaussian;
        large.Resize(picture.Width, picture.Height);
        int width = cavity.Width * zoom, height = cavity.Height * zoom;
        var values = large.GetPixels().ToByteArray("R")!;
        bool Inside(int y, int x) => y >= 0 && x >= 0 && y < height && x < width && values[y * width + x] > 127;
        using var pixels = picture.GetPixels();
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                if (Inside(y, x) && !(Inside(y - 1, x) && Inside(y + 1, x) && Inside(y, x - 1) && Inside(y, x + 1))) pixels.SetPixel(x, y, ContourRgb);
            }
        }
    }
}
