using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Runtime;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;

namespace GanCmri.Tests.Imaging.Pictures;

public sealed class PictureFileTests : IDisposable
{
    private static readonly int[] Deep = [0, 1000, 2000, 4095, 65535, 7];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.tif")]
    [InlineData("a.png")]
    public void Read_16Bits_KeepsEveryValue(string name)
    {
        if (name == "a.tif")
            File.WriteAllBytes(_folder.File(name), TiffBytes.Of(16, 3, 2, Deep));
        else
            Save(Deep, name);
        var image = PictureFile.Read(_folder.File(name));
        Assert.Equal((2, 3), (image.Height, image.Width));
        Assert.Equal(Deep.Select(v => (float)v), image.Pixels);
    }

    [Theory]
    [InlineData(new byte[] { 73, 73, 42, 0, 8 })]
    [InlineData(new byte[] { 73, 73, 42, 0, 254, 255, 255, 255, 0, 0, 0, 0 })]
    public void Read_TiffThatLeadsBehindItsEnd_IsRefused(byte[] tiff)
    {
        File.WriteAllBytes(_folder.File("a.tif"), tiff);
        Assert.Throws<InputException>(() => PictureFile.Read(_folder.File("a.tif")));
    }

    [Fact]
    public void ReadMask_16Bits_IsInsideAboveHalfOfItsBrightest()
    {
        Save([0, 0, 255, 255, 0, 255], "m.png");
        Assert.Equal([false, false, true, true, false, true], PictureFile.ReadMask(_folder.File("m.png")).Inside);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Read_PngOfFewBits_ReachesFromBlackToWhite(int bits)
    {
        using (var picture = Image.LoadPixelData<L8>([0, 255, 0, 255], 2, 2))
            picture.SaveAsPng(_folder.File("a.png"), new PngEncoder { BitDepth = (PngBitDepth)bits, ColorType = PngColorType.Grayscale });
        Assert.Equal([0f, 255, 0, 255], PictureFile.Read(_folder.File("a.png")).Pixels);
    }

    [Fact]
    public void Read_ColoursAndAlpha_BecomeLuminance()
    {
        using (
            var picture = Image.LoadPixelData(
                (Rgba32[])[new(255, 0, 0, 255), new(0, 255, 0, 0), new(0, 0, 255, 9), new(90, 90, 90, 0)],
                2,
                2
            )
        )
            picture.SaveAsPng(_folder.File("a.png"));
        Assert.Equal([54f, 182, 18, 90], PictureFile.Read(_folder.File("a.png")).Pixels);
    }

    [Theory]
    [InlineData("png")]
    [InlineData("bmp")]
    [InlineData("tif")]
    [InlineData("jpg")]
    public void Read_TornFile_IsOneClearRefusal(string kind)
    {
        var whole = Encoded(kind);
        File.WriteAllBytes(_folder.File("a." + kind), whole);
        Assert.Equal(24, PictureFile.Read(_folder.File("a." + kind)).Height);
        foreach (var part in new[] { 0, 3, 9, 30, whole.Length / 2, whole.Length - 2 })
        {
            File.WriteAllBytes(_folder.File("a." + kind), whole[..part]);
            Assert.Contains(
                "a damaged or foreign file",
                Assert.Throws<InputException>(() => PictureFile.Read(_folder.File("a." + kind))).Message,
                StringComparison.Ordinal
            );
        }
    }

    [Theory]
    [InlineData("png")]
    [InlineData("bmp")]
    [InlineData("tif")]
    [InlineData("jpg")]
    public void Read_AnyByteChanged_IsReadOrRefused(string kind)
    {
        var whole = Encoded(kind);
        for (var at = 0; at < whole.Length; at += Math.Max(1, whole.Length / 150))
        {
            var changed = (byte[])whole.Clone();
            changed[at] ^= 0x5A;
            File.WriteAllBytes(_folder.File("a." + kind), changed);
            var thrown = Record.Exception(() => PictureFile.Read(_folder.File("a." + kind)));
            Assert.True(thrown is null or InputException, $"byte {at}: {thrown}");
            Assert.True(kind != "png" || thrown is not null, $"byte {at} of the PNG is not what it was, and was read");
        }
    }

    [Fact]
    public void Read_HugeSizesOfASmallFile_AreRefusedBeforeDecoding()
    {
        var bitmap = Encoded("bmp");
        bitmap[30] = 1; // RLE: no size to check
        BitConverter.GetBytes(30_000).CopyTo(bitmap, 18);
        BitConverter.GetBytes(30_000).CopyTo(bitmap, 22);
        File.WriteAllBytes(_folder.File("a.bmp"), bitmap);
        Assert.Contains(
            "30000 x 30000",
            Assert.Throws<InputException>(() => PictureFile.Read(_folder.File("a.bmp"))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Read_TiffInTilesOrOfFloats_SaysSo()
    {
        File.WriteAllBytes(_folder.File("t.tif"), TiffBytes.Of(8, 16, 16, new int[256], isTiled: true));
        File.WriteAllBytes(_folder.File("f.tif"), TiffBytes.Of(32, 2, 2, [1, 2, 3, 4]));
        Assert.Contains(
            "Tiled",
            Assert.Throws<InputException>(() => PictureFile.Read(_folder.File("t.tif"))).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "32 bits",
            Assert.Throws<InputException>(() => PictureFile.Read(_folder.File("f.tif"))).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Read_FaxWhoseZeroIsBlack_IsNotANegative(int zeroIsBlack)
    {
        // 8 x 1 pixels in Group 4: horizontal mode (001), a run of 3 white (1000) and one of 5 black (0011).
        File.WriteAllBytes(
            _folder.File("a.tif"),
            TiffBytes.Of(1, 8, 1, [0b00110000, 0b01100000], compression: 4, photometric: zeroIsBlack)
        );
        float first = zeroIsBlack == 1 ? 0 : 255;
        Assert.Equal(
            [first, first, first, 255 - first, 255 - first, 255 - first, 255 - first, 255 - first],
            PictureFile.Read(_folder.File("a.tif")).Pixels
        );
    }

    [Fact]
    public void Of_PicturesOf16Bits_AreScaledByTheirSeriesAndBytesAreNot()
    {
        Assert.Equal(new IntensityScale(0, 255), IntensityScale.OfPictures([new GrayImage(1, 2, [3, 90])]));
        Assert.Equal(
            new IntensityScale(0, 4000),
            IntensityScale.OfPictures([new GrayImage(1, 2, [3, 90]), new GrayImage(1, 2, [0, 4000])])
        );
    }

    private void Save(int[] values, string name)
    {
        using var picture = Image.LoadPixelData<L16>(Array.ConvertAll(values, v => new L16((ushort)v)), 3, 2);
        picture.SaveAsPng(_folder.File(name));
    }

    private static byte[] Encoded(string kind)
    {
        using var picture = Image.LoadPixelData<L8>([.. Enumerable.Range(0, 24 * 24).Select(i => (byte)(i * 37 + i * i / 7))], 24, 24);
        using var stream = new MemoryStream();
        if (kind == "png")
            picture.SaveAsPng(stream);
        else if (kind == "bmp")
            picture.SaveAsBmp(stream, new BmpEncoder { BitsPerPixel = BmpBitsPerPixel.Pixel24 });
        else if (kind == "tif")
            return TiffBytes.Of(8, 24, 24, [.. Enumerable.Range(0, 24 * 24).Select(i => i % 251)]);
        else
            picture.SaveAsJpeg(stream);
        return stream.ToArray();
    }
}
