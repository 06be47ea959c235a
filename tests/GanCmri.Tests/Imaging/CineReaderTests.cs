using GanCmri.Imaging;

namespace GanCmri.Tests.Imaging;

public class CineReaderTests
{
    private static readonly GrayImage Image = new(4, 4, new float[16]);

    [Fact]
    public void Read_FoldersOfOwnNames_AreSubjects()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "normal/P1/1.png", "ill/P2/1.png", "ill/P3/1.png");
        Assert.Equal(["P1", "P2", "P3"], CineReader.Read(folder.Path).Select(c => c.Subject).Order());
    }

    [Fact]
    public void Read_SlicesOfTheSameNameInTwoPatients_BelongToTheirPatients()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "P1/slice1/1.png", "P1/slice1/2.png", "P1/slice2/1.png", "P2/slice1/1.png");
        var cines = CineReader.Read(folder.Path);
        Assert.Equal([("P1", 0, 2), ("P1", 1, 1), ("P2", 0, 1)], cines.Select(c => (c.Subject, c.Slice, c.Frames.Count)));
        Assert.Equal(2, CineReader.Stacks(folder.Path).Count());
    }

    private static void Write(TemporaryFolder folder, params string[] pictures)
    {
        foreach (var picture in pictures) Pictures.SavePng(Image, GrayRange.Signed, folder.File(picture));
    }
}
