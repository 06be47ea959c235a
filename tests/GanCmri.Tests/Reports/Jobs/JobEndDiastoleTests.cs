using System.Globalization;
using GanCmri.Imaging.Phantom;
using GanCmri.Phenotypes;
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
            "id,seed,cine,lv_area,trajectory,frames,outputs\na,1,,+5%,,4,numbers\nb,2,,,,4,numbers\nc,,cine,+5%,frame-to-frame,4,numbers\n"
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
        // Made along a trajectory, a cine begins there; a reconstruction keeps step with the real cine.
        Assert.All(
            cines.Where(c => c.Cine.Name is "real" or "synthetic" or "guided"),
            c => Assert.Equal(c.Cine.EdaMm2, FirstArea(c.Name, c.Cine.Name), 1e-6)
        );
        Assert.All(cines, c => Assert.Equal(c.Cine.EdaMm2, AreaAt(c.Name, c.Cine.Name, "ED"), 1e-6));
        Assert.All(
            cines.Where(c => double.IsFinite(c.Cine.EsaMm2)),
            c => Assert.Equal(c.Cine.EsaMm2, AreaAt(c.Name, c.Cine.Name, "ES"), 1e-6)
        );
        var steered = batch.Finished[0].Result.Steered["lv_area_mm2"];
        Assert.Equal((cines[0].Cine.EdaMm2, cines[1].Cine.EdaMm2), (steered.Before, steered.After));

        // Error, start and changes are of the frames that the page says.
        Assert.All(
            batch.Finished,
            f =>
                Assert.Equal(
                    f.Result.Steered.GetValueOrDefault("lv_area_mm2")?.Before ?? f.Result.Start.EdaMm2,
                    f.Result.Start.AtEndDiastole["lv_area_mm2"]
                )
        );

        // The error is that of one moment, though the reconstruction is fullest in another.
        var (real, made) = (batch.Finished[2].Result.Real!, batch.Finished[2].Result.Start);
        var error = batch.Finished[2].Result.Error!;
        Assert.NotEqual(made.EdaMm2, FirstArea("c", "reconstruction"), 1e-6);
        Assert.Equal(FirstArea("c", "reconstruction") - real.EdaMm2, error.Of(PhenotypeRegistry.LvArea), 1e-6);

        // cine, frame, phase, cycle_fraction, lv_area_mm2
        double FirstArea(string job, string cine) => Area(job, r => r[0] == cine && r[1] == "0");
        double AreaAt(string job, string cine, string phase) => Area(job, r => r[0] == cine && r[2] == phase);
        double Area(string job, Predicate<string[]> wanted) =>
            double.Parse(
                File.ReadLines(_folder.File($"out/jobs/{job}/numbers.csv")).Select(l => l.Split(',')).Single(r => wanted(r))[4],
                CultureInfo.InvariantCulture
            );
    }
}
