using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Runtime;

namespace GanCmri.Tests.Imaging.Pictures;

public class PictureTableTests
{
    [Fact]
    public void Read_SliceThatIsNoWholeNumber_IsRefused()
    {
        using var folder = Folder("patient,slice,image\nP1,0.2,a.png\nP1,0.7,b.png\n");
        Assert.Contains(
            "a whole number in column 'slice'",
            Assert.Throws<InputException>(() => CineReader.Read(folder.Path)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Read_TimesOfSomeFramesOnly_KeepTheOrderOfFramesAndAreDoubted()
    {
        using var folder = Folder("patient,frame,image,time_ms\nP1,1,a.png,0\nP1,2,b.png,200\nP1,3,c.png,\n");
        var cine = Assert.Single(CineReader.Read(folder.Path));
        Assert.Equal(["a", "b", "c"], cine.Frames.Select(f => f.Name));
        Assert.All(cine.Frames, f => Assert.Equal(double.NaN, f.TimeMs));
        Assert.Equal([CineDoubts.PixelSize, CineDoubts.Times], cine.Doubts);
    }

    [Theory]
    [InlineData("patient,frame,image\nP1,1,a.png\nP1,2,b.png\n", "NoPixelSize NoTimes")]
    [InlineData("patient,frame,image,pixel_mm\nP1,1,a.png,40\nP1,2,b.png,40\n", "NoTimes")]
    [InlineData("patient,frame,image,time_ms\nP1,1,a.png,0\nP1,2,b.png,200\n", "NoPixelSize")]
    [InlineData("patient,image,pixel_mm\nP1,a.png,40\n", "")] // no beat, whose times would count
    public void Read_SizesOrTimesThatATableLeavesOut_AreDoubted(string table, string doubts)
    {
        using var folder = Folder(table);
        Assert.Equal(doubts, string.Join(' ', Assert.Single(CineReader.Read(folder.Path)).Doubts));
    }

    [Theory]
    [InlineData("Patient;Frame;Image\nP1;1;sub\\d.png\nP1;2;b.png\n")]
    [InlineData("PATIENT\tFRAME\tIMAGE\nP1\t1\tsub/d.png\nP1\t2\tb.png\n")]
    [InlineData("patient,frame,image\nP1,1,sub/d.png\nP1,2,b.png\nP1,2,b.png\n")]
    public void Read_OtherSpellingsOfATable_AreRead(string table)
    {
        using var folder = Folder(table);
        Assert.Equal(["d", "b"], Assert.Single(CineReader.Read(folder.Path)).Frames.Select(f => f.Name));
    }

    [Fact]
    public void Read_OnePictureOfAnotherSizeAmongFrames_IsLeftOut()
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 4; i++)
            PngPictures.SavePng(new GrayImage(2, 2, [i, 0, 0, 200]), new GrayRange(0, 255), folder.File($"f{i}.png"));
        PngPictures.SavePng(new GrayImage(3, 3, new float[9]), new GrayRange(0, 255), folder.File("montage.png"));
        var options = new CineReaderOptions();
        Assert.Equal(4, Assert.Single(CineReader.Read(folder.Path, options)).Frames.Count);
        Assert.Contains(options.Notes.Lines, l => l.Contains("another size", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_TiffOfSeveralPages_IsRefused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("cine.tif"), TiffBytes.Of(8, 2, 2, [10, 20, 30, 40], pages: 3));
        Assert.Contains("3 pages", Assert.Throws<InputException>(() => CineReader.Read(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("P1.gif")]
    [InlineData("all.zip")]
    [InlineData("P1.hdr")]
    public void Read_OtherFormatsOnly_AreNamed(string name)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File(name), "anything");
        Assert.Contains(
            Path.GetExtension(name),
            Assert.Throws<InputException>(() => CineReader.Read(folder.Path)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Read_ArchivesBesideCines_AreCounted()
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 4; i++)
            PngPictures.SavePng(new GrayImage(2, 2, [i, 0, 0, 200]), new GrayRange(0, 255), folder.File($"f{i}.png"));
        foreach (var name in new[] { "1234567_20209_2_0.zip", "1234568_20209_2_0.ZIP", "table.csv.gz" })
            File.WriteAllText(folder.File(name), "anything");
        var options = new CineReaderOptions();
        Assert.Single(CineReader.Read(folder.Path, options));
        Assert.Contains("not opened, an archive that may hold studies (unpack it): 2 files", options.Notes.Lines);
    }

    private static TemporaryFolder Folder(string table)
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("sub"));
        foreach (var (i, name) in new[] { "a.png", "b.png", "c.png", "sub/d.png" }.Index())
            PngPictures.SavePng(new GrayImage(2, 2, [i, 0, 0, 200]), new GrayRange(0, 255), folder.File(name));
        File.WriteAllText(folder.File("frames.csv"), table);
        return folder;
    }
}
