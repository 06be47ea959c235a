using System.Globalization;
using ImageMagick;

namespace GanCmri.Imaging.Pictures;

/// <summary>Turns grey images into Magick.NET pictures.</summary>
internal static class PictureDrawing
{
    private const int MaxScale = 32;

    /// <summary>Draws an image enlarged, with outlines one pixel of the result wide for each enlargement of 4.</summary>
    public static MagickImage Draw(GrayImage image, GrayRange range, int scale, bool smooth, IReadOnlyList<Contour> contours)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, MaxScale);
        using var gray = FromBytes(Gray(image, range), image.Width, image.Height, "R");
        if (scale > 1) gray.FilterType = smooth ? FilterType.Catrom : FilterType.Point;
        if (scale > 1) gray.Resize(new MagickGeometry((uint)(image.Width * scale), (uint)(image.Height * scale)) { IgnoreAspectRatio = true });
        using var pixels = gray.GetPixels();
        var bytes = pixels.ToByteArray("R")!;
        if (contours.Count == 0) return FromBytes(bytes, image.Width * scale, image.Height * scale, "R");
        var rgb = new byte[3 * bytes.Length];
        for (var i = 0; i < bytes.Length; i++) rgb[3 * i] = rgb[3 * i + 1] = rgb[3 * i + 2] = bytes[i];
        foreach (var contour in contours) Outline(rgb, image, scale, contour);
        return FromBytes(rgb, image.Width * scale, image.Height * scale, "RGB");
    }

    /// <summary>A PNG without dates or other metadata.</summary>
    public static byte[] Png(MagickImage picture)
    {
        picture.Settings.SetDefine(MagickFormat.Png, "exclude-chunks", "date,time,gAMA,cHRM,bKGD,tEXt,zTXt,iTXt,eXIf,pHYs");
        return picture.ToByteArray(MagickFormat.Png);
    }

    /// <summary>An endless GIF. Disposes of the pictures.</summary>
    /// <param name="pictures">At least one, all of one size.</param>
    /// <param name="frameMs">Duration of a frame, ms; GIF counts in 10 ms, and viewers slow down below 20.</param>
    /// <param name="colours">How colours are reduced; null: as the format asks.</param>
    public static byte[] Gif(IEnumerable<MagickImage> pictures, double frameMs, QuantizeSettings? colours = null)
    {
        using var animation = new MagickImageCollection();
        foreach (var picture in pictures)
        {
            picture.AnimationDelay = (uint)Math.Max(2, Math.Round(frameMs / 10));
            picture.AnimationTicksPerSecond = 100;
            picture.AnimationIterations = 0;
            picture.Format = MagickFormat.Gif;
            if (colours is not null) picture.Quantize(colours);
            animation.Add(picture);
        }

        return animation.ToByteArray(MagickFormat.Gif);
    }

    private static MagickImage FromBytes(byte[] bytes, int width, int height, string mapping)
    {
        var picture = new MagickImage();
        picture.ReadPixels(bytes, new PixelReadSettings((uint)width, (uint)height, StorageType.Char, mapping));
        return picture;
    }

    private static byte[] Gray(GrayImage image, GrayRange range)
    {
        if (!(range.White > range.Black)) throw new ArgumentException("white must lie above black", nameof(range));
        return Array.ConvertAll(image.Pixels, v => (byte)Math.Clamp(MathF.Round(255 * (v - range.Black) / (range.White - range.Black)), 0, 255));
    }

    /// <summary>Colours the result's pixels that are inside the mask and have a neighbour outside.</summary>
    private static void Outline(byte[] rgb, GrayImage image, int scale, Contour contour)
    {
        var mask = contour.Mask;
        if (mask.Height != image.Height || mask.Width != image.Width) throw new ArgumentException("expected a mask of the image's size", nameof(contour));
        var color = int.Parse(contour.Color.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var (width, reach) = (image.Width * scale, Math.Max(1, scale / 4));
        for (var y = 0; y < image.Height * scale; y++)
        {
            for (var x = 0; x < width; x++)
            {
                if (!Inside(y, x) || (Inside(y - reach, x) && Inside(y + reach, x) && Inside(y, x - reach) && Inside(y, x + reach))) continue;
                for (var c = 0; c < 3; c++) rgb[3 * (y * width + x) + c] = (byte)(color >> 16 - 8 * c);
            }
        }

        bool Inside(int y, int x) => y >= 0 && x >= 0 && y < mask.Height * scale && x < mask.Width * scale && mask[y / scale, x / scale];
    }
}
