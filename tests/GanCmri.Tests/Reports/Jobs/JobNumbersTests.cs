using System.Globalization;
using GanCmri.Imaging.Phantom;
using GanCmri.Reports.Jobs;

namespace GanCmri.Tests.Reports.Jobs;

public sealed class JobNumbersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_RowsOfARealCine_TellTheirFrameOfTheInput()
    {
        PhantomFolder.Write(new PhantomPopulation(new PhantomOptions { Phases = 20 }, 1), 1, _folder.File("cine"));
        File.WriteAllText(
            _folder.File("jobs.csv"),
            "id,seed,cine,trajectory,frames,outputs\nmade,1,,,4,numbers\nreal,,cine,,4,numbers\nmoved,,cine,frame-to-frame,2,numbers\n"
        );
        using var models = BatchReportTests.Models();
        BatchReport.Run(
            JobsFile.Read(_folder.File("jobs.csv")),
            models,
            _folder.File("out"),
            new BatchReportOptions { ProjectionSteps = 2, Psi = 1 }
        );
        string[] real = FrameNumbers("real");
        var first = int.Parse(real[0], CultureInfo.InvariantCulture);
        int[] quarters = [first, (first + 5) % 20, (first + 10) % 20, (first + 15) % 20];
        string[] told = [.. quarters.Select(n => n.ToString(CultureInfo.InvariantCulture))];
        Assert.Equal([.. told, .. told], real); // of the real cine and of its reconstruction
        Assert.Equal([told[0], told[2], told[0], told[2], "", ""], FrameNumbers("moved")); // the last moves along a trajectory
        Assert.All(FrameNumbers("made"), n => Assert.Equal("", n));
    }

    private string[] FrameNumbers(string job)
    {
        string[][] rows = [.. File.ReadLines(_folder.File($"out/jobs/{job}/numbers.csv")).Select(l => l.Split(','))];
        return [.. rows[1..].Select(r => r[Array.IndexOf(rows[0], "frame_number")])];
    }
}
