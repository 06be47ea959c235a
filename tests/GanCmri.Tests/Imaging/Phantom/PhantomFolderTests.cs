using GanCmri.Imaging;
using GanCmri.Imaging.Phantom;
using GanCmri.Runtime;

namespace GanCmri.Tests.Imaging.Phantom;

public class PhantomFolderTests
{
    [Fact]
    public void Write_ThenRead_GivesTheSameCines()
    {
        using var folder = new TemporaryFolder();
        var cohort = new PhantomPopulation(new PhantomOptions(), 21);
        PhantomFolder.Write(cohort, 3, folder.Path);
        var read = CineReader.Read(folder.Path);
        Assert.Equal(3, read.Count);
        for (var s = 0; s < 3; s++)
        {
            var expected = cohort.Subject(s).Render().Series;
            Assert.Equal(expected.Subject, read[s].Subject);
            Assert.Equal(expected.Pathology, read[s].Pathology);
            Assert.Equal(2.74, read[s].Spacing!.RowMm);
            Assert.Equal(expected.Frames.Select(f => f.Phase), read[s].Frames.Select(f => f.Phase));
            for (var f = 0; f < expected.Frames.Count; f++)
            {
                Assert.InRange(read[s].Frames[f].TimeMs - expected.Frames[f].TimeMs, -0.001, 0.001);
                Assert.Equal(expected.Frames[f].LvCavity!.Inside, read[s].Frames[f].LvCavity!.Inside);
                Assert.Equal(Array.ConvertAll(expected.Frames[f].Image.Pixels, MathF.Round), read[s].Frames[f].Image.Pixels);
            }
        }

        var subjects = File.ReadAllLines(folder.File("subjects.csv"));
        Assert.Equal(4, subjects.Length);
        Assert.StartsWith("patient,age_years,is_male,is_case,lv_area_ed_mm2,fac,", subjects[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Cancelled_LeavesNoFramesTable()
    {
        using var folder = new TemporaryFolder();
        var cohort = new PhantomPopulation(new PhantomOptions(), 21);
        PhantomFolder.Write(cohort, 1, folder.Path);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => PhantomFolder.Write(cohort, 2, folder.Path, cancellationToken: stop.Token));
        Assert.False(File.Exists(folder.File("frames.csv")));
    }

    [Fact]
    public void Write_NoSubjects_SaysSo() =>
        Assert.Throws<InputException>(() => PhantomFolder.Write(new PhantomPopulation(new PhantomOptions(), 1), 0, "anywhere"));
}
