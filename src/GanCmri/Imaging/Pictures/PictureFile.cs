using GanCmri.Runtime;
using ImageMagick;

namespace GanCmri.Imaging.Pictures;

/// <summary>Reads grey pictures and masks from PNG, JPEG, TIFF or BMP files, at 8 bits.</summary>
internal static class PictureFile
{
    private const uint MaxSide = 8192;

    /// <summary>True for the file endings that <see cref="Read"/> takes.</summary>
    public static bool IsPicture(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".png" or ".jpg" or ".jpeg" or ".tif" or ".tiff" or ".bmp";

    /// <summary>Reads a picture; colours become luminance. Values 0 to 255.</summary>
    /// <exception cref="InputException">Missing, unreadable, of 16 bits or several pages, or larger than 8192 pixels a side.</exception>
    public static GrayImage Read(string path)
    {
        if (!File.Exists(path)) throw new InputException(path, "a picture", "no such file", "correct the path or restore the file");
        try
        {
            if (IsDeepPng(path)) throw Deep(path, "16 bits");
            if (Path.GetExtension(path).StartsWith(".tif", StringComparison.OrdinalIgnoreCase) && MagickImageInfo.ReadCollection(path).Count() is > 1 and var pages)
                throw new InputException(path, "one picture a file", $"{pages} pages", "save each page as a file of its own");
            using var info = new MagickImage();
            info.Ping(path);
            if (info.Depth > 8) throw Deep(path, $"{info.Depth} bits");
            if (info.Width > MaxSide || info.Height > MaxSide)
                throw new InputException(path, $"at most {MaxSide} x {MaxSide} pixels", $"{info.Width} x {info.Height}", "crop it first");
            using var picture = new MagickImage(path);
            picture.HasAlpha = false;
            if (picture.ChannelCount > 1) picture.Grayscale(PixelIntensityMethod.Rec709Luma);
            using var pixels = picture.GetPixels();
            var bytes = pixels.ToByteArray("R") ?? [];
            var values = new float[bytes.Length];
            for (var i = 0; i < values.Length; i++) values[i] = bytes[i];
            return new GrayImage((int)picture.Height, (int)picture.Width, values);
        }
        catch (MagickException e)
        {
            throw new InputException(path, "a readable picture (PNG, JPEG, TIFF, BMP)", "a damaged or foreign file", "replace it", e);
        }
    }

    private static InputException Deep(string path, string found) => new(path, "8 bits a pixel", found, "give DICOM or NIfTI, or convert with a window of your choice");

    /// <summary>Magick.NET's Q8 build would cut 12-bit values in a 16-bit file down to a few grey levels, and calls the depth of such a PNG 8.</summary>
    private static bool IsDeepPng(string path)
    {
        var start = new byte[25];
        using var stream = File.OpenRead(path);
        return stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length
            && start.AsSpan(1, 3).SequenceEqual("PNG"u8) && start[24] == 16;
    }

    /// <summary>Reads a mask: inside where the picture is brighter than half.</summary>
    /// <exception cref="InputException">As <see cref="Read"/>.</exception>
    public static Mask ReadMask(string path)
    {
        var image = Read(path);
        return new Mask(image.Height, image.Width, Array.ConvertAll(image.Pixels, v => v > 127.5f));
    }
}
