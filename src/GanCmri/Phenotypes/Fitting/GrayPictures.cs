using GanCmri.Imaging;
using GanCmri.Runtime;
using ImageMagick;

namespace GanCmri.Phenotypes.Fitting;

/// <summary>Grey pictures and masks from picture files.</summary>
internal static class GrayPictures
{
    /// <summary>Reads a picture as grey values 0 to 255.</summary>
    public static GrayImage Read(string path)
    {
        if (!File.Exists(path)) throw new InputException(path, "a picture file", "no such file", "check the table's paths");
        try
        {
            using var picture = new MagickImage(path);
            var bytes = picture.GetPixels().ToByteArray(PixelMapping.RGB) ?? [];
            var (height, width) = ((int)picture.Height, (int)picture.Width);
            var pixels = new float[height * width];
            for (var i = 0; i < pixels.Length; i++) pixels[i] = (bytes[3 * i] + bytes[3 * i + 1] + bytes[3 * i + 2]) / 3f;
            return new GrayImage(height, width, pixels);
        }
        catch (MagickException e)
        {
            throw new InputException(path, "a picture that can be decoded", "a damaged or foreign file", "copy or export it again", e);
        }
    }

    /// <summary>Reads a mask (bright is inside) that must have the size of an image.</summary>
    public static Mask ReadMask(string path, GrayImage image)
    {
        var picture = Read(path);
        if (picture.Height != image.Height || picture.Width != image.Width)
        {
            throw new InputException(path, $"the image's {image.Height} x {image.Width} pixels", $"{picture.Height} x {picture.Width}",
                "give the mask of this image");
        }

        return new Mask(picture.Height, picture.Width, Array.ConvertAll(picture.Pixels, v => v > 127));
    }
}
