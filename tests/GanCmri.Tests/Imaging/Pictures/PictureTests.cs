using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Runtime;
using ImageMagick;

namespace GanCmri.Tests.Imaging.Pictures;

public class PictureTests
{
    private static readonly GrayImage Image = new(3, 4, [-1, -0.5f, 0, 0.5f, 1, 2, -2, 0.25f, 0, 0, 0, 0]);

    [Fact]
    public void Read_TiffOf16Bits_IsRefused()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new BinaryWriter(File.Create(folder.File("a.tif"))))
        {
            // Little-endian TIFF 6.0: 2 x 2 pixels of 16 bits in one strip at byte 8, one directory at byte 16.
            writer.Write("II*\0"u8);
            writer.Write(16);
            foreach (var v in new ushort[] { 0, 1000, 2000, 4095 }) writer.Write(v);
            (ushort Tag, int Value)[] tags = [(256, 2), (257, 2), (258, 16), (259, 1), (262, 1), (273, 8), (277, 1), (278, 2), (279, 8)];
            writer.Write((ushort)tags.Length);
            foreach (var (tag, value) in tags)
            {
                writer.Write(tag);
                writer.Write((ushort)4); // LONG
                writer.Write(1);
                writer.Write(value);
            }

            writer.Write(0);
        }

        Assert.Contains("16 bits", Assert.Throws<InputException>(() => CineReader.Read(folder.File("a.tif"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SavePng_ThenRead_GivesRoundedGreys()
    {
        using var folder = new TemporaryFolder();
        PngPictures.SavePng(Image, GrayRange.Signed, folder.File("a.png"));
        var read = Assert.Single(Assert.Single(CineReader.Read(folder.File("a.png"))).Frames).Image;
        Assert.Equal([0f, 64, 128, 191, 255, 255, 0, 159], read.Pixels[..8]);
    }

    [Fact]
    public void ToPngBytes_Twice_GivesTheSameBytesWithoutMetadata()
    {
        var first = PngPictures.ToPngBytes(Image, GrayRange.Signed, 4);
        Assert.Equal(first, PngPictures.ToPngBytes(Image, GrayRange.Signed, 4));
        var text = System.Text.Encoding.Latin1.GetString(first);
        foreach (var chunk in new[] { "tIME", "tEXt", "date" }) Assert.DoesNotContain(chunk, text, StringComparison.Ordinal);
    }

    [Fact]
    public void ToPngBytes_SquarePixelsAndContour_AreDrawnWhereTheyBelong()
    {
        var mask = new Mask(3, 4, [.. Enumerable.Range(0, 12).Select(i => i == 5)]);
        using var picture = new MagickImage(PngPictures.ToPngBytes(Image, GrayRange.Signed, 4, smooth: false, [new Contour(mask, "#00ff00")]));
        Assert.Equal((16u, 12u), (picture.Width, picture.Height));
        using var pixels = picture.GetPixels();
        var rgb = pixels.ToByteArray("RGB")!;
        Assert.Equal([0, 255, 0], rgb.AsSpan(3 * (4 * 16 + 4), 3).ToArray());
        Assert.Equal([255, 255, 255], rgb.AsSpan(3 * (5 * 16 + 5), 3).ToArray());
        Assert.Equal([0, 0, 0], rgb.AsSpan(0, 3).ToArray());
    }

    [Fact]
    public void SaveGrid_ThreeImagesInTwoColumns_LeavesGaps()
    {
        using var folder = new TemporaryFolder();
        PngPictures.SaveGrid([Image, Image, Image], 2, GrayRange.Signed, folder.File("grid.png"));
        var read = CineReader.Read(folder.File("grid.png"))[0].Frames[0].Image;
        Assert.Equal((8, 10), (read.Height, read.Width));
        Assert.Equal([191f, 0, 0, 0, 64], read.Pixels[3..8]);
        Assert.Equal(255, read[6, 0]);
    }

    [Fact]
    public void ToGifBytes_Frames_KeepCountAndDelay()
    {
        var frames = Enumerable.Range(0, 5).Select(i => new GrayImage(8, 8, [.. Enumerable.Repeat(i / 5f, 64)])).ToList();
        var bytes = Animations.ToGifBytes(frames, GrayRange.Signed, 46, scale: 2);
        Assert.Equal(bytes, Animations.ToGifBytes(frames, GrayRange.Signed, 46, scale: 2));
        using var gif = new MagickImageCollection(bytes);
        Assert.Equal(5, gif.Count);
        Assert.All(gif, f => Assert.Equal((5u, 16u), (f.AnimationDelay, f.Width)));
        Assert.Equal(0u, gif[0].AnimationIterations);
    }

    [Fact]
    public void Read_FolderOfPictures_OrdersByNumber()
    {
        using var folder = new TemporaryFolder();
        foreach (var i in new[] { 10, 2, 1 }) PngPictures.SavePng(new GrayImage(1, 2, [i, 0]), new GrayRange(0, 255), folder.File($"frame{i}.png"));
        var series = Assert.Single(CineReader.Read(folder.Path));
        Assert.Equal([1f, 2, 10], series.Frames.Select(f => f.Image.Pixels[0]));
    }

    [Theory]
    [InlineData("patient,slice\nA,1\n", "image")]
    [InlineData("image\na.png\n", "patient")]
    [InlineData("patient,image,slice\nA,a.png,first\n", "a number in column 'slice'")]
    [InlineData("patient,image\nA,a.png\n", "no such file")]
    [InlineData("patient,image\n", "only a header")]
    [InlineData("", "an empty file")]
    public void Read_WrongTable_SaysWhatIsMissing(string table, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("frames.csv"), table);
        Assert.Contains(expected, Assert.Throws<InputException>(() => CineReader.Read(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NameInAColumnOfNumbers_IsNotRepeated()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("frames.csv"), "patient,slice,image\n7,Jane Doe,a.png\n");
        Assert.DoesNotContain("Jane", Assert.Throws<InputException>(() => CineReader.Read(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DamagedPicture_IsRefused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.png"), PngPictures.ToPngBytes(Image, GrayRange.Signed)[..40]);
        Assert.Contains("readable picture", Assert.Throws<InputException>(() => CineReader.Read(folder.Path)).Message, StringComparison.Ordinal);
    }
}
