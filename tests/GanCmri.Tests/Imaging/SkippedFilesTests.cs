using GanCmri.Imaging;
using GanCmri.Imaging.Pictures;
using GanCmri.Runtime;
using GanCmri.Tests.Imaging.Nifti;

namespace GanCmri.Tests.Imaging;

/// <summary>One odd file must not stop a folder, nor pass in silence.</summary>
public class SkippedFilesTests
{
    [Fact]
    public void Read_CompanionsAndDamagedFilesAmongGoodOnes_AreCountedAndLeftOut()
    {
        using var folder = new TemporaryFolder();
        new NiftiWriter().Write(folder.File("P1.nii"));
        new NiftiWriter().Write(folder.File("P2.nii"));
        File.WriteAllBytes(folder.File("P3.nii"), File.ReadAllBytes(folder.File("P1.nii"))[..500]);
        File.WriteAllText(folder.File("P4.nii.gz"), "<!DOCTYPE html><html>404</html>" + new string(' ', 400));
        foreach (var name in (string[])["._P1.nii", ".DS_Store", "Thumbs.db"])
            File.WriteAllText(folder.File(name), "Mac OS X");
        var notes = new ReadingNotes();
        Assert.Equal(["P1", "P2"], CineReader.Read(folder.Path, new CineReaderOptions { Notes = notes }).Select(s => s.Subject).Distinct());
        Assert.Contains("skipped, a companion file of macOS or Windows: 3 files", notes.Lines);
        Assert.Equal(2, notes.Lines.Count(l => l.StartsWith("skipped, not", StringComparison.Ordinal)));
        Assert.DoesNotContain(notes.Lines, l => l.Contains("P3", StringComparison.Ordinal));
        Assert.Contains(notes.Lines, l => l.EndsWith(": 1 file (file 5 of 7, by path)", StringComparison.Ordinal));
        Assert.Contains(notes.Lines, l => l.EndsWith(": 1 file (file 6 of 7, by path)", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_ManyFilesOfOneKindSkipped_NumbersTheFirstThree()
    {
        using var folder = new TemporaryFolder();
        for (var i = 1; i <= 6; i++)
            new NiftiWriter { PixDim = i == 2 ? [1, 1.5f, 1.5f, 8, 0.05f] : [1, 1.5f, 4, 2, 0.05f] }.Write(folder.File($"P{i}.nii"));
        var notes = new ReadingNotes();
        Assert.Single(CineReader.Stacks(folder.Path, new CineReaderOptions { Notes = notes }));
        Assert.Contains(notes.Lines, l => l.EndsWith(": 5 files (files 1, 3, 4, ... of 6, by path)", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_DamagedFileNamedItself_IsAnError()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.nii.gz"), "<html>");
        Assert.Throws<InputException>(() => CineReader.Read(folder.File("a.nii.gz")));
        Assert.Throws<InputException>(() => CineReader.Read(folder.Path));
    }

    [Fact]
    public void Read_DamagedPictureAmongGoodOnes_IsLeftOut()
    {
        using var folder = new TemporaryFolder();
        foreach (var i in new[] { 1, 2, 10 })
            PngPictures.SavePng(new GrayImage(2, 2, [i, 0, 0, 200]), new GrayRange(0, 255), folder.File($"f{i}.png"));
        File.WriteAllText(folder.File("f3.png"), "no picture");
        File.WriteAllText(folder.File("._f1.png"), "Mac OS X");
        Assert.Equal(["f1", "f2", "f10"], Assert.Single(CineReader.Read(folder.Path)).Frames.Select(f => f.Name));
    }
}
