using GanCmri.Imaging.Phantom;
using GanCmri.Latents.Tuning;
using GanCmri.Reports;
using GanCmri.Reports.Jobs;
using GanCmri.Runtime;

namespace GanCmri.Tests.Reports.Jobs;

/// <summary>Jobs whose generator is tuned to the cine first.</summary>
public sealed class TunedReportTests : IDisposable
{
    private static readonly BatchReportOptions Quick = new() { ProjectionSteps = 2, Psi = 1 };
    private readonly TemporaryFolder _folder = new();
    private readonly ReportModels _models = BatchReportTests.Models();

    public void Dispose()
    {
        _models.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Run_TunedToTheCine_ShowsThisHeartAndMovesIt()
    {
        PhantomFolder.Write(new PhantomPopulation(new PhantomOptions(), 1), 1, _folder.File("cine"));
        File.WriteAllText(
            _folder.File("jobs.csv"),
            "id,seed,cine,lv_area_mm2,frames,outputs\nreal,,cine,+5%,3,numbers\nmade,1,,,2,numbers\n"
        );
        JobResult[] Run(string to, BatchReportOptions options) =>
            [
                .. BatchReport
                    .Run(JobsFile.Read(_folder.File("jobs.csv")), _models, _folder.File(to), options)
                    .Finished.Select(f => f.Result),
            ];
        var (plain, tuned) = (
            Run("plain", Quick),
            Run(
                "tuned",
                Quick with
                {
                    Tuning = new TuningOptions { Steps = 40, Rank = 4 },
                }
            )
        );
        Assert.InRange(tuned[0].Error!.Mse / plain[0].Error!.Mse, 0, 0.7);
        Assert.Contains("a relative of this heart", string.Join(' ', plain[0].Notes));
        Assert.Contains("% in the real end-diastolic frame)", string.Join(' ', plain[0].Notes));
        Assert.Contains("tuned to this cine first", string.Join(' ', tuned[0].Notes));
        Assert.Equal(
            File.ReadAllText(_folder.File("plain/jobs/made/numbers.csv")),
            File.ReadAllText(_folder.File("tuned/jobs/made/numbers.csv"))
        );
        Assert.NotEqual(
            File.ReadAllText(_folder.File("plain/jobs/real/numbers.csv")),
            File.ReadAllText(_folder.File("tuned/jobs/real/numbers.csv"))
        );
    }

    [Fact]
    public void Run_RowsOfOneCine_TuneOnceAndSayHowFarTheyAre()
    {
        PhantomFolder.Write(new PhantomPopulation(new PhantomOptions(), 1), 1, _folder.File("cine"));
        var options = Quick with
        {
            Tuning = new TuningOptions { Steps = 3, Rank = 2 },
        };
        string[] rows = ["up,cine,+5%,3,numbers", "down,cine,-5%,3,numbers", "shorter,cine,-5%,2,numbers"];
        var told = new List<StageProgress>();

        Run("together", rows, new Told(told.Add));
        Run("alone", [rows[1]], null);

        Assert.Equal(2, told.Count(p => p.Stage == "tune" && p.Done == 1)); // the third row shows other frames
        Assert.Equal(
            File.ReadAllText(_folder.File("alone/jobs/down/numbers.csv")),
            File.ReadAllText(_folder.File("together/jobs/down/numbers.csv"))
        );

        void Run(string to, string[] jobs, IProgress<StageProgress>? progress)
        {
            File.WriteAllLines(_folder.File("jobs.csv"), ["id,cine,lv_area_mm2,frames,outputs", .. jobs]);
            var done = BatchReport.Run(JobsFile.Read(_folder.File("jobs.csv")), _models, _folder.File(to), options, progress);
            Assert.Equal(jobs.Length, done.Finished.Count);
        }
    }
}
