using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Runtime;
using GanCmri.Tests.Imaging.Dicom;
using GanCmri.Tests.Imaging.Nifti;

namespace GanCmri.Tests.Imaging;

/// <summary>One rule for the size of a pixel, whoever tells it.</summary>
public class PlausiblePixelsTests
{
    [Theory]
    [InlineData(1.37, 256, true)]
    [InlineData(0.98, 512, true)] // 500 mm, rounded up
    [InlineData(0.12, 512, true)] // an enlarged crop
    [InlineData(1.37, 32, true)] // a small crop
    [InlineData(10.9375, 16, true)] // a whole field in few pixels
    [InlineData(0.137, 256, false)] // cm
    [InlineData(0.00137, 256, false)] // m
    [InlineData(1370, 256, false)] // µm
    [InlineData(350, 256, false)] // the field
    [InlineData(1.37, 1024, false)] // enlarged without its size
    [InlineData(0.1, 4, false)]
    [InlineData(0, 256, false)]
    [InlineData(-1.37, 256, false)]
    [InlineData(double.NaN, 256, false)]
    public void Are_SizesOfAPixel_CanBeThoseOfAHeart(double mm, int side, bool expected)
    {
        Assert.Equal(expected, PlausiblePixels.Are(new PixelSpacing(mm, mm), side, side / 2));
        Assert.Equal(expected, PlausiblePixels.Are(new PixelSpacing(mm, mm), side / 2, side));
    }

    [Fact]
    public void Are_OneSideOfAnotherUnit_IsNotPlausible()
    {
        Assert.False(PlausiblePixels.Are(new PixelSpacing(1.37, 1370), 256, 256));
        Assert.False(PlausiblePixels.Are(new PixelSpacing(0, 1.37), 256, 256));
    }

    [Theory]
    [InlineData("0.04")]
    [InlineData("400")]
    [InlineData("0")]
    [InlineData("-1")]
    public void Read_ATableWithSuchASize_IsRefusedWithItsLine(string pixelMm)
    {
        using var folder = Pictures($"patient,image,pixel_mm\nP1,a.png,1.4\nP2,b.png,{pixelMm}\n");
        var error = Assert.Throws<InputException>(() => CineReader.Read(folder.Path));
        Assert.EndsWith("line 3", error.Where, StringComparison.Ordinal);
        Assert.Equal(PlausiblePixels.Expected, error.Expected);
        Assert.StartsWith($"pixel_mm {pixelMm}:", error.Found, StringComparison.Ordinal);
        Assert.EndsWith("mm in 8 pixels", error.Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.4", "1.5")]
    [InlineData("1.5", "1.4")]
    [InlineData("1.4", "1.402")]
    public void Read_ATableWithTwoSizesInASlice_IsRefusedWithItsLine(string one, string other)
    {
        using var folder = Pictures($"patient,image,frame,slice,pixel_mm\nP1,a.png,1,0,{one}\nP1,b.png,0,0,{other}\n");
        var error = Assert.Throws<InputException>(() => CineReader.Read(folder.Path));
        Assert.EndsWith("line 3", error.Where, StringComparison.Ordinal);
        Assert.StartsWith($"pixel_mm {one} as in line 2", error.Expected, StringComparison.Ordinal);
        Assert.Equal(other, error.Found);
    }

    [Theory]
    [InlineData("", "1.3")]
    [InlineData("1.3", "")]
    [InlineData("1.3", "1.3000")]
    [InlineData("1.3", "1.3001")]
    public void Read_ATableWithASizeInSomeLines_TakesItForTheSlice(string one, string other)
    {
        using var folder = Pictures($"patient,image,frame,pixel_mm\nP1,a.png,0,{one}\nP1,b.png,1,{other}\n");
        Assert.Equal(new PixelSpacing(1.3, 1.3), Assert.Single(CineReader.Read(folder.Path)).Spacing);
    }

    [Fact]
    public void Read_ATableWithTwoSizesInTwoSlices_KeepsBoth()
    {
        using var folder = Pictures("patient,image,slice,pixel_mm\nP1,a.png,0,1.4\nP1,b.png,1,1.5\n");
        Assert.Equal([1.4, 1.5], CineReader.Read(folder.Path).Select(c => c.Spacing!.RowMm));
    }

    [Fact]
    public void Read_ATableWhoseSecondFrameHasSuchASize_IsRefused()
    {
        using var folder = Pictures("patient,image,frame,pixel_mm\nP1,a.png,0,1.4\nP1,b.png,1,0.01\n");
        Assert.Throws<InputException>(() => CineReader.Read(folder.Path));
    }

    [Theory]
    [InlineData("1.4\\1.4", true)]
    [InlineData("0.0014\\0.0014", false)]
    [InlineData("99\\1.4", false)]
    public void Read_ADicomHeaderOfSuchASize_HasNone(string spacing, bool isTaken)
    {
        using var folder = new TemporaryFolder();
        DicomFolderWriter.Write(folder, "1.dcm", new DicomWriter { Spacing = spacing, Rows = 8 }, 1);
        var cine = Assert.Single(CineReader.Read(folder.Path));
        Assert.Equal((isTaken, !isTaken), (cine.Spacing is not null, cine.Doubts.Contains(CineDoubts.PixelSize)));
    }

    [Theory]
    [InlineData(1.4f, true)]
    [InlineData(0.0014f, false)]
    [InlineData(120f, false)]
    public void Read_ANiftiHeaderOfSuchASize_HasNone(float mm, bool isTaken)
    {
        using var folder = new TemporaryFolder();
        new NiftiWriter { PixDim = [1, mm, mm, 8, 0.05f] }.Write(folder.File("P1.nii"));
        var cine = CineReader.Read(folder.Path)[0];
        Assert.Equal((isTaken, !isTaken), (cine.Spacing is not null, cine.Doubts.Contains(CineDoubts.PixelSize)));
    }

    private static TemporaryFolder Pictures(string table)
    {
        var folder = new TemporaryFolder();
        foreach (var name in new[] { "a.png", "b.png" })
            PngPictures.SavePng(new GrayImage(4, 8, [.. Enumerable.Range(0, 32)]), new GrayRange(0, 255), folder.File(name));
        File.WriteAllText(folder.File("frames.csv"), table);
        return folder;
    }
}
