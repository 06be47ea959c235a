using GanCmri.Runtime;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace GanCmri.Imaging.Pictures;

/// <summary>Turns grey images into pictures.</summary>
internal static class PictureDrawing
{
    private const int MaxScale = 32;

    /// <summary>Draws an image enlarged, with outlines one pixel of the result wide for each enlargement of 4.</summary>
    public static Image<Rgb24> Draw(GrayImage image, GrayRange range, int scale, bool smooth, IReadOnlyList<Contour> contours)
    {
        Require.Within(scale, 1, MaxScale);
        var picture = PictureEncoding.Grey(Gray(image, range), image.Width, image.Height);
        if (scale > 1)
            Enlarge(picture, scale, smooth);
        foreach (var contour in contours)
            Outline(picture, image, scale, contour);
        return picture;
    }

    /// <summary>Makes a picture larger by a whole factor, smoothly or with squares for pixels.</summary>
    public static void Enlarge(Image<Rgb24> picture, int scale, bool smooth = true) =>
        picture.Mutate(p =>
            p.Resize(picture.Width * scale, picture.Height * scale, smooth ? KnownResamplers.CatmullRom : KnownResamplers.NearestNeighbor)
        );

    private static byte[] Gray(GrayImage image, GrayRange range)
    {
        if (!(range.White > range.Black))
            throw new ArgumentException("white must lie above black", nameof(range));
        return Array.ConvertAll(
            image.Pixels,
            v => (byte)Math.Clamp(MathF.Round(255 * (v - range.Black) / (range.White - range.Black)), 0, 255)
        );
    }

    /// <summary>Colours the result's pixels that are inside the mask and have a neighbour outside.</summary>
    private static void Outline(Image<Rgb24> picture, GrayImage image, int scale, Contour contour)
    {
        var mask = contour.Mask;
        if (mask.Height != image.Height || mask.Width != image.Width)
            throw new ArgumentException("expected a mask of the image's size", nameof(contour));
        var color = Color.ParseHex(contour.Color).ToPixel<Rgb24>();
        var reach = Math.Max(1, scale / 4);
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                if (Inside(y, x) && !(Inside(y - reach, x) && Inside(y + reach, x) && Inside(y, x - reach) && Inside(y, x + reach)))
                    picture[x, y] = color;
            }
        }

        bool Inside(int y, int x) => y >= 0 && x >= 0 && y < mask.Height * scale && x < mask.Width * scale && mask[y / scale, x / scale];
    }
}
