using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Tests.Imaging.Pictures;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.PixelFormats;

namespace GanCmri.Cli.Tests.Endurance;

/// <summary>Pictures.</summary>
internal static class BrokenPictures
{
    public static IReadOnlyList<BrokenReader> All { get; } =
    [
        Of(
            "png",
            () =>
                [
                    Png(),
                    Encoded(new PngEncoder { BitDepth = PngBitDepth.Bit16, ColorType = PngColorType.Grayscale }),
                    Encoded(new PngEncoder { ColorType = PngColorType.Palette }),
                ],
            (whole, random) => random.Next(3) == 0 ? Mutator.Bytes(whole, random) : Packing.Png(whole, random)
        ),
        Of(
            "tif",
            () =>
                [
                    TiffBytes.Of(16, 4, 3, [.. Enumerable.Range(0, 12)]),
                    Encoded(new TiffEncoder()),
                    Encoded(new TiffEncoder { Compression = SixLabors.ImageSharp.Formats.Tiff.Constants.TiffCompression.Lzw }),
                ],
            Mutator.Bytes
        ),
        Of("jpg", () => [Encoded(new JpegEncoder()), Encoded(new JpegEncoder { Quality = 20 })], Mutator.Bytes),
        Of("bmp", () => [Encoded(new BmpEncoder()), Encoded(new BmpEncoder { BitsPerPixel = BmpBitsPerPixel.Pixel8 })], Mutator.Bytes),
        Of("gif", () => [Encoded(new GifEncoder())], Mutator.Bytes),
    ];

    public static byte[] Png() => Encoded(new PngEncoder());

    private static BrokenReader Of(string ending, Func<IReadOnlyList<byte[]>> examples, Func<byte[], Random, byte[]> mutate) =>
        new(
            ending,
            "x." + ending,
            examples,
            mutate,
            path =>
            {
                PictureFile.Read(path);
                CineReader.Read(path);
            }
        );

    private static byte[] Encoded(IImageEncoder encoder)
    {
        using var picture = Image.LoadPixelData<L8>(Enumerable.Range(0, 120).Select(i => (byte)(i * 2)).ToArray(), 12, 10);
        using var stream = new MemoryStream();
        picture.Save(stream, encoder);
        return stream.ToArray();
    }
}
