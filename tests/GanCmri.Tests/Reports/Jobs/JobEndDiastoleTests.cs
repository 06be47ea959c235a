using System.Globalization;
using GanCmri.Imaging.Phantom;
using GanCmri.Reports.Jobs;

namespace GanCmri.Tests.Reports.Jobs;

public sealed class JobEndDiastoleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_EndDiastole_IsTheFrameOfTheLargestArea()
    {
        PhantomFolder.Write(new PhantomPopulation(new PhantomOptions(), 1), 1, _folder.File("cine"));
        File.WriteAllText(
            _folder.File("jobs.csv"),
            "id,seed,cine,lv_area,trajectory,frames,outputs\na,1,,+5%,,4,numbers\nb,2,,,,4,numbers\nc,,cine,,own,4,numbers\n"
        );
        using var models = BatchReportTests.Models();
        var batch = BatchReport.Run(
            JobsFile.Read(_folder.File("jobs.csv")),
            models,
            _folder.File("out"),
            new BatchReportOptions { ProjectionSteps = 2, Psi = 1 }
        );
        var cines = batch.Finished.SelectMany(f => f.Result.Cines.Select(c => (f.Job.Name, Cine: c))).ToArray();
        Assert.All(cines, c => Assert.Equal(c.Cine.EdaMm2, c.Cine.AtEndDiastole["lv_area_mm2"]));
        Assert.Contains(cines, c => FirstArea(c.Name, c.Cine.Name) < .99 * c.Cine.EdaMm2); // not always the first
        var steered = batch.Finished[0].Result.Steered["lv_area_mm2"];
        Assert.Equal((cines[0].Cine.EdaMm2, cines[1].Cine.EdaMm2), (steered.Before, steered.After));

        double FirstArea(string job, string cine) =>
            double.Parse(
                File.ReadLines(_folder.File($"out/jobs/{job}/numbers.csv")).First(l => l.StartsWith(cine + ",1,")).Split(',')[3],
                CultureInfo.InvariantCulture
            );
    }
}
