using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Runtime;
using SixLabors.ImageSharp.PixelFormats;
using Sharp = SixLabors.ImageSharp.Image;

namespace GanCmri.Tests.Imaging.Pictures;

public class PictureTests
{
    private static readonly GrayImage Image = new(3, 4, [-1, -0.5f, 0, 0.5f, 1, 2, -2, 0.25f, 0, 0, 0, 0]);

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
        foreach (var chunk in new[] { "tIME", "tEXt", "date" })
            Assert.DoesNotContain(chunk, text, StringComparison.Ordinal);
    }

    [Fact]
    public void ToPngBytes_SquarePixelsAndContour_AreDrawnWhereTheyBelong()
    {
        var mask = new Mask(3, 4, [.. Enumerable.Range(0, 12).Select(i => i == 5)]);
        using var picture = Sharp.Load<Rgb24>(
            PngPictures.ToPngBytes(Image, GrayRange.Signed, 4, smooth: false, [new Contour(mask, "#00ff00")])
        );
        Assert.Equal((16, 12), (picture.Width, picture.Height));
        Assert.Equal(new Rgb24(0, 255, 0), picture[4, 4]);
        Assert.Equal(new Rgb24(255, 255, 255), picture[5, 5]);
        Assert.Equal(new Rgb24(0, 0, 0), picture[0, 0]);
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
        using var gif = Sharp.Load<L8>(bytes);
        Assert.Equal(5, gif.Frames.Count);
        Assert.All(
            gif.Frames.Cast<SixLabors.ImageSharp.ImageFrame<L8>>(),
            f => Assert.Equal((5, 16), (SixLabors.ImageSharp.MetadataExtensions.GetGifMetadata(f.Metadata).FrameDelay, f.Width))
        );
        Assert.Equal(0, SixLabors.ImageSharp.MetadataExtensions.GetGifMetadata(gif.Metadata).RepeatCount);
    }

    [Fact]
    public void ToGifBytes_FramesOf256Greys_KeepEveryOne()
    {
        float[] greys = [.. Enumerable.Range(0, 256).Select(v => (float)v)];
        using var gif = Sharp.Load<L8>(
            Animations.ToGifBytes([new GrayImage(16, 16, greys), new GrayImage(16, 16, [.. greys.Reverse()])], new GrayRange(0, 255), 40)
        );
        for (var i = 0; i < 256; i++)
            Assert.Equal((i, 255 - i), (gif.Frames[0][i % 16, i / 16].PackedValue, gif.Frames[1][i % 16, i / 16].PackedValue));
    }

    [Fact]
    public void ToGifBytes_MoreColoursThanAGifHas_StayNear()
    {
        var image = new GrayImage(16, 16, [.. Enumerable.Range(0, 256).Select(v => (float)v)]);
        var contour = new Contour(new Mask(16, 16, [.. Enumerable.Range(0, 256).Select(i => i == 100)]), "#ff0000");
        using var gif = Sharp.Load<Rgb24>(Animations.ToGifBytes([image], new GrayRange(0, 255), 40, contours: [contour]));
        Assert.Equal(new Rgb24(255, 0, 0), gif[4, 6]);
        for (var i = 0; i < 256; i++)
            Assert.True(i == 100 || Math.Abs(gif[i % 16, i / 16].G - i) <= 1, $"grey {i}");
    }

    [Fact]
    public void Read_FolderOfPictures_OrdersByNumber()
    {
        using var folder = new TemporaryFolder();
        foreach (var i in new[] { 10, 2, 1 })
            PngPictures.SavePng(new GrayImage(1, 2, [i, 0]), new GrayRange(0, 255), folder.File($"frame{i}.png"));
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
        Assert.Contains(
            "readable picture",
            Assert.Throws<InputException>(() => CineReader.Read(folder.Path)).Message,
            StringComparison.Ordinal
        );
    }
}
