using System.Text.RegularExpressions;
using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;

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

    [Fact]
    public void Read_ViewsAndVisitsInNames_AreOneSubject()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "001_SA_CINE/1.png", "001_LA_CINE/1.png", "sub-01/ses-1/cine/1.png", "sub-01/ses-2/cine/1.png");
        Assert.Equal(
            [("001", "", 0), ("001", "", 1), ("sub-01", "ses-1", 0), ("sub-01", "ses-2", 0)],
            CineReader.Read(folder.Path).Select(c => (c.Subject, c.Study, c.Slice))
        );
    }

    [Fact]
    public void Read_SameNameUnderTwoVisits_IsOneSubjectWithTwoStudies()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "baseline/P1/1.png", "baseline/P2/1.png", "followup/P1/1.png");
        Assert.Equal(
            [("P1", "baseline"), ("P1", "followup"), ("P2", "baseline")],
            CineReader.Read(folder.Path).Select(c => (c.Subject, c.Study)).Order()
        );
    }

    [Fact]
    public void Read_TwelveSlices_ComeInTheOrderOfTheirNumbers()
    {
        using var folder = new TemporaryFolder();
        Write(folder, [.. Enumerable.Range(1, 12).Select(i => $"P1/slice_{i}/{i}.png")]);
        Assert.Equal(
            Enumerable.Range(1, 12).Select(i => (i - 1, $"{i}")),
            CineReader.Read(folder.Path).Select(c => (c.Slice, c.Frames[0].Name))
        );
    }

    [Theory]
    [InlineData("^(?<subject>P[0-9]+)_(?<slice>[0-9]+)", new[] { 2, 10, 11 })]
    [InlineData("^(?<subject>P[0-9]+)_(?<slice>[0-9]+_[ab])", new[] { 0, 1, 2 })] // no whole number
    public void Read_PatternWithSlices_NumbersThemAsItTells(string pattern, int[] slices)
    {
        using var folder = new TemporaryFolder();
        Write(folder, "P1_10_a.png", "P1_11_b.png", "P1_2_a.png");
        var cines = CineReader.Read(folder.Path, new CineReaderOptions { SubjectPattern = new Regex(pattern) });
        Assert.Equal(slices.Zip(["P1_2_a", "P1_10_a", "P1_11_b"]), cines.Select(c => (c.Slice, c.Frames[0].Name)));
    }

    private static void Write(TemporaryFolder folder, params string[] pictures)
    {
        foreach (var picture in pictures)
            PngPictures.SavePng(Image, GrayRange.Signed, folder.File(picture));
    }
}
