using GanCmri.Formats;
using GanCmri.Runtime;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.PixelFormats;

namespace GanCmri.Imaging.Pictures;

/// <summary>Reads grey pictures and masks from PNG, JPEG, TIFF or BMP files, of up to 16 bits.</summary>
internal static class PictureFile
{
    private const int MaxSide = 8192;
    private const long MaxBytes = 512L << 20;
    private static readonly Configuration Formats = new(
        new PngConfigurationModule(),
        new JpegConfigurationModule(),
        new TiffConfigurationModule(),
        new BmpConfigurationModule()
    );

    /// <summary>True for the file endings that <see cref="Read(string)"/> takes.</summary>
    public static bool IsPicture(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".png" or ".jpg" or ".jpeg" or ".tif" or ".tiff" or ".bmp";

    /// <summary>Reads a picture; colours become luminance. Values 0 to 255, of a picture of more than 8 bits 0 to 65535.</summary>
    /// <exception cref="InputException">Missing, unreadable, of more than 16 bits, several pages, or larger than 8192 pixels a
    /// side.</exception>
    public static GrayImage Read(string path) => Decode(path, Bytes(path), out _);

    /// <summary>Reads a picture and what it says of having been made by a generator.</summary>
    /// <exception cref="InputException">As <see cref="Read(string)"/>.</exception>
    public static MarkedPicture ReadMarked(string path)
    {
        var bytes = Bytes(path);
        return new MarkedPicture(Decode(path, bytes, out _), SyntheticMark.Of(bytes));
    }

    /// <summary>Reads a mask: inside where the picture is brighter than half; of a picture of more than 8 bits, half of its brightest
    /// pixel.</summary>
    /// <exception cref="InputException">As <see cref="Read(string)"/>.</exception>
    public static Mask ReadMask(string path)
    {
        var image = Decode(path, Bytes(path), out var isDeep);
        var half = isDeep ? image.Pixels.Max() / 2 : 127.5f;
        return new Mask(image.Height, image.Width, Array.ConvertAll(image.Pixels, v => v > half));
    }

    private static GrayImage Decode(string path, byte[] bytes, out bool isDeep)
    {
        var check = PictureCheck.Of(bytes);
        if (check.Pages > 1)
            throw new InputException(path, "one picture a file", $"{check.Pages} pages", "save each page as a file of its own");
        if (check.Bits > 16)
            throw new InputException(
                path,
                "at most 16 bits a pixel",
                $"{check.Bits} bits",
                "give DICOM or NIfTI, or convert with a window of your choice"
            );
        isDeep = check.Bits > 8;
        try
        {
            if (check.IsTorn || Image.Identify(Formats, bytes, out _) is not { } info)
                throw new InvalidImageContentException("torn");
            if (info.Width > MaxSide || info.Height > MaxSide)
                throw new InputException(path, $"at most {MaxSide} x {MaxSide} pixels", $"{info.Width} x {info.Height}", "crop it first");
            if (info.Metadata.GetJpegMetadata().ColorType == JpegColorType.Cmyk)
                throw new NotSupportedException("colours of a printer (CMYK)");
            var image = isDeep ? Luminance<Rgb48>(bytes, p => new(p.R, p.G, p.B)) : Luminance<Rgb24>(bytes, p => new(p.R, p.G, p.B));
            return check.IsNegative ? new GrayImage(image.Height, image.Width, Array.ConvertAll(image.Pixels, v => 255 - v)) : image;
        }
        catch (NotSupportedException e)
        {
            throw new InputException(
                path,
                "a plain picture (PNG, JPEG, TIFF, BMP)",
                $"one stored in a way that is not read ({e.Message.TrimEnd('.')})",
                "save it as PNG without transparency",
                e
            );
        }
        catch (Exception e) when (e is not InputException) // a foreign file may break a decoder anywhere
        {
            throw new InputException(path, "a readable picture (PNG, JPEG, TIFF, BMP)", "a damaged or foreign file", "replace it", e);
        }
    }

    private static byte[] Bytes(string path)
    {
        if (!File.Exists(path))
            throw new InputException(path, "a picture", InputFile.Instead(path), "correct the path or restore the file");
        using var stream = InputFile.Open(path, "a picture");
        if (stream.Length > MaxBytes)
            throw new InputException(path, $"a picture of at most {MaxBytes >> 20} MB", $"{stream.Length >> 20} MB", "crop it first");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static GrayImage Luminance<TPixel>(byte[] bytes, Func<TPixel, System.Numerics.Vector3> channels)
        where TPixel : unmanaged, IPixel<TPixel>
    {
        using var picture = Image.Load<TPixel>(Formats, bytes);
        var (values, i) = (new float[picture.Width * picture.Height], 0);
        picture.ProcessPixelRows(rows =>
        {
            for (var y = 0; y < rows.Height; y++)
            {
                foreach (var pixel in rows.GetRowSpan(y))
                {
                    var c = channels(pixel);
                    // ITU-R BT.709
                    values[i++] = c.X == c.Y && c.Y == c.Z ? c.X : MathF.Round(0.212656f * c.X + 0.715158f * c.Y + 0.072186f * c.Z);
                }
            }
        });
        return new GrayImage(picture.Height, picture.Width, values);
    }
}
