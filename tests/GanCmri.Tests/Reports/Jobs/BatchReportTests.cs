using System.Globalization;
using GanCmri.Imaging.Phantom;
using GanCmri.Phenotypes;
using GanCmri.Reports;
using GanCmri.Reports.Jobs;
using GanCmri.Runtime;
using GanCmri.Studies.Guidance;
using GanCmri.Tests.Studies;
using GanCmri.Trajectories.Motion;
using static TorchSharp.torch;

namespace GanCmri.Tests.Reports.Jobs;

public sealed class BatchReportTests : IDisposable
{
    private static readonly BatchReportOptions Quick = new() { ProjectionSteps = 2, Psi = 1 };
    private readonly TemporaryFolder _folder = new();
    private readonly ReportModels _models = Models();

    public void Dispose()
    {
        _models.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Run_GoodAndBadRows_GivesFilesTablesAndIndex()
    {
        PhantomFolder.Write(new PhantomPopulation(new PhantomOptions(), 1), 1, _folder.File("SECRET-NAME"));
        var batch = Run(
            "out",
            """
            id,cine,seed,lv_area,trajectory,frames,outputs
            last,,3,,ed-to-es,2,numbers
            wrong,,x,,,,
            real,SECRET-NAME,,,own,4,
            moved,SECRET-NAME,,+5%,frame-to-frame,2,numbers
            guided,,1,+2%,,3,
            long,SECRET-NAME,,,,50,
            none,,1,,periodic,,
            """
        );
        Assert.Equal(["last", "real", "moved", "guided"], batch.Finished.Select(f => f.Job.Name));
        Assert.Equal(
            [(3, "seed", "other text (1 character)"), (7, "frames", "50"), (8, "trajectory", "periodic, which they lack")],
            batch.Problems.Select(p => (p.Line, p.Column, p.Found))
        );
        Assert.Equal(
            [
                "index.html",
                "jobs/guided/cine.gif",
                "jobs/guided/cine.html",
                "jobs/guided/curve.png",
                "jobs/guided/job.json",
                "jobs/guided/numbers.csv",
                "jobs/guided/thumbnail.png",
                "jobs/last/job.json",
                "jobs/last/numbers.csv",
                "jobs/moved/job.json",
                "jobs/moved/numbers.csv",
                "jobs/real/cine.gif",
                "jobs/real/cine.html",
                "jobs/real/curve.png",
                "jobs/real/job.json",
                "jobs/real/numbers.csv",
                "jobs/real/thumbnail.png",
                "problems.csv",
                "results.csv",
            ],
            Contents("out").Keys
        );
        Assert.Equal(1 + 2 * 3, File.ReadLines(_folder.File("out/jobs/guided/numbers.csv")).Count());
        Assert.Equal(1 + 2 * 4, File.ReadLines(_folder.File("out/jobs/real/numbers.csv")).Count()); // original and reconstruction
        Assert.Equal(1 + 3 * 2, File.ReadLines(_folder.File("out/jobs/moved/numbers.csv")).Count());
        Assert.Equal(
            ["id", "last", "real", "moved", "guided"],
            File.ReadLines(_folder.File("out/results.csv")).Select(l => l.Split(',')[0])
        );
        Assert.Contains(",+2%,", File.ReadAllText(_folder.File("out/results.csv")));
        Assert.Contains("of each cine its own", File.ReadAllText(_folder.File("out/jobs/real/cine.html")), StringComparison.Ordinal);
        Assert.All(Contents("out").Values, bytes => Assert.DoesNotContain("SECRET-NAME", System.Text.Encoding.Latin1.GetString(bytes)));
    }

    [Fact]
    public void Run_Guided_ComesNearToWhatWasAsked()
    {
        var batch = Run("out", "seed,lv_area,frames,outputs\n" + string.Concat(Enumerable.Range(1, 5).Select(i => $"{i},+5%,2,numbers\n")));
        // Planted regions are ragged: some jump. Most arrive.
        Assert.InRange(
            batch.Finished.Count(f =>
                f.Result.Steered.GetValueOrDefault("lv_area_mm2") is { } a
                && Math.Abs(a.After - a.Target) < .02 * a.Target
                && a.Target > 1.03 * a.Before
            ),
            3,
            5
        );
    }

    [Fact]
    public void Run_WithAJudge_SaysWhatItSeesUnderFreshNoise()
    {
        const string Jobs = "id,seed,lv_area,frames,outputs\na,1,+5%,2,numbers\nb,1,+5%,2,numbers\nc,1,,2,numbers\n";
        Assert.All(Run("unjudged", Jobs).Finished, f => Assert.All(f.Result.Steered.Values, v => Assert.Null(v.Judged)));
        var planted = PlantedModels.Make(judged: true);
        using (no_grad())
            foreach (var (name, strength) in planted.Generator.named_parameters())
                if (name.EndsWith("noise_strength", StringComparison.Ordinal))
                    strength.fill_(.3f);
        using var models = new ReportModels(planted, planted.Trajectories.OfType<FrameToFrame>().Single(), null, null);
        File.WriteAllText(_folder.File("jobs.csv"), Jobs);
        var batch = BatchReport.Run(JobsFile.Read(_folder.File("jobs.csv")), models, _folder.File("out"), Quick);
        var (a, b) = (batch.Finished[0].Result.Steered["lv_area_mm2"], batch.Finished[1].Result.Steered["lv_area_mm2"]);
        Assert.Equal(a.After, b.After, precision: 3);
        Assert.NotNull(a.Judged);
        Assert.NotEqual(a.Judged, b.Judged); // each job has its own draw of noise
        Assert.NotEqual(a.After, a.Judged);
        Assert.NotNull(a.JudgedBefore);
        Assert.True(a.Judged > a.JudgedBefore); // 5 % more was asked
        Assert.Empty(batch.Finished[2].Result.Steered);
        Assert.Contains(",lv_area_mm2_before_judged,lv_area_mm2_judged,", File.ReadLines(_folder.File("out/results.csv")).First());
    }

    [Fact]
    public void Run_StoppedAgainAndAgain_EndsWithTheBytesOfAnUnbrokenRun()
    {
        var jobs =
            "id,seed,lv_area,trajectory,frames,outputs\n"
            + string.Concat(
                Enumerable
                    .Range(0, 20)
                    .Select(i =>
                        $"j{i},{i},{(i % 9 == 1 ? "+3%" : "")},{(i % 2 == 0 ? "ed-to-es" : "")},{2 + i % 3},{(i == 3 ? "" : "numbers")}\n"
                    )
            );
        Run("whole", jobs + "bad,x,,,,\n");
        foreach (var after in new[] { 3, 17 })
        {
            using var stop = new CancellationTokenSource();
            Assert.ThrowsAny<OperationCanceledException>(() => Run("broken", jobs + "bad,x,,,,\n", new Stopper(stop, after), stop.Token));
        }

        Directory.CreateDirectory(_folder.File("broken/unfinished/j18")); // as a kill would leave them
        File.WriteAllText(_folder.File("broken/unfinished/j18/numbers.csv"), "half");
        Directory.CreateDirectory(_folder.File("broken/unfinished/~batch"));
        File.WriteAllText(_folder.File("broken/unfinished/~batch/results.csv.1.tmp"), "half");
        File.WriteAllText(_folder.File("broken/.lock"), "");
        Run("broken", jobs + "bad,x,,,,\n");
        var (expected, found) = (Contents("whole"), Contents("broken"));
        Assert.Equal(expected.Keys, found.Keys);
        Assert.All(expected, file => Assert.Equal(file.Value, found[file.Key]));
    }

    [Fact]
    public void Run_Again_RedoesOnlyWhatChanged()
    {
        const string Jobs = "id,seed,frames,outputs\na,1,2,numbers\nb,2,2,numbers\nc,3,2,numbers\nd,4,2,numbers\n";
        Run("out", Jobs);
        var before = Times();
        File.AppendAllText(_folder.File("out/jobs/b/numbers.csv"), "somebody wrote here");
        Run("out", Jobs.Replace("c,3,2", "c,3,3", StringComparison.Ordinal).Replace("d,4", "d,x", StringComparison.Ordinal));
        Assert.Equal(["b", "c"], Times().Where(t => before[t.Key] != t.Value).Select(t => t.Key));
        Assert.Equal(1 + 3, File.ReadLines(_folder.File("out/results.csv")).Count());
        Assert.DoesNotContain("somebody", File.ReadAllText(_folder.File("out/jobs/b/numbers.csv")));
        Assert.Equal(1 + 3, File.ReadLines(_folder.File("out/jobs/c/numbers.csv")).Count());

        SortedDictionary<string, DateTime> Times() =>
            new(
                Directory
                    .GetDirectories(_folder.File("out/jobs"))
                    .ToDictionary(d => Path.GetFileName(d)!, d => File.GetLastWriteTimeUtc(Path.Combine(d, "job.json"))),
                StringComparer.Ordinal
            );
    }

    [Fact]
    public void Run_CineChanged_IsDoneAgain()
    {
        PhantomFolder.Write(new PhantomPopulation(new PhantomOptions(), 1), 1, _folder.File("cine"));
        var first = Run("out", "cine,frames,outputs\ncine,2,numbers\n").Finished[0].Result;
        Directory.Delete(_folder.File("cine"), recursive: true);
        PhantomFolder.Write(new PhantomPopulation(new PhantomOptions(), 2), 1, _folder.File("cine"));
        Assert.NotEqual(first.Error!.PsnrDb, Run("out", "cine,frames,outputs\ncine,2,numbers\n").Finished[0].Result.Error!.PsnrDb);
    }

    [Fact]
    public void Run_PicturesNamedOutsideTheFolder_AreRefused()
    {
        PhantomFolder.Write(new PhantomPopulation(new PhantomOptions(), 1), 1, _folder.File("secret"));
        Directory.CreateDirectory(_folder.File("in/cine"));
        File.WriteAllText(
            _folder.File("in/cine/frames.csv"),
            File.ReadAllText(_folder.File("secret/frames.csv"))
                .Replace("images/", "../../secret/images/", StringComparison.Ordinal)
                .Replace("lv-masks/", "../../secret/lv-masks/", StringComparison.Ordinal)
        );
        File.WriteAllText(_folder.File("in/jobs.csv"), "cine,frames,outputs\ncine,2,numbers\n");
        BatchResult Run(bool allowOutside) =>
            BatchReport.Run(JobsFile.Read(_folder.File("in/jobs.csv"), allowOutside), _models, _folder.File("out"), Quick);
        Assert.Equal("a file of the cine outside", Assert.Single(Run(allowOutside: false).Problems).Found);
        Assert.Single(Run(allowOutside: true).Finished);
    }

    [Fact]
    public void Run_FolderInUse_IsRefused()
    {
        using var other = JobStore.Open(_folder.File("out"));
        Assert.Contains("in use", Assert.Throws<InputException>(() => Run("out", "seed,frames\n1,2\n")).Message);
    }

    [Fact]
    public void Run_FolderOfSomebodyElse_StaysAsItIs()
    {
        Directory.CreateDirectory(_folder.File("out/jobs/a"));
        File.WriteAllText(_folder.File("out/jobs/a/thesis.txt"), "mine");
        Assert.Throws<InputException>(() => Run("out", "id,seed,frames\na,1,2\n"));
        Assert.Equal("mine", File.ReadAllText(_folder.File("out/jobs/a/thesis.txt")));
    }

    [Theory]
    [InlineData("../elsewhere", 1u, null)]
    [InlineData("a", null, null)]
    [InlineData("a", 1u, 1)]
    public void Run_JobMadeInCodeOutOfRange_Throws(string name, uint? seed, int? frames) =>
        Assert.Throws<OptionsException>(() =>
            BatchReport.Run(JobList.Of([new ReportJob(name, 1) { Seed = seed, Frames = frames }]), _models, _folder.File("out"))
        );

    internal static ReportModels Models()
    {
        var planted = PlantedModels.Make();
        return new ReportModels(planted, planted.Trajectories.OfType<FrameToFrame>().Single(), null, null);
    }

    private BatchResult Run(string folder, string jobs, IProgress<StageProgress>? progress = null, CancellationToken cancellation = default)
    {
        File.WriteAllText(_folder.File("jobs.csv"), jobs);
        return BatchReport.Run(JobsFile.Read(_folder.File("jobs.csv")), _models, _folder.File(folder), Quick, progress, cancellation);
    }

    private SortedDictionary<string, byte[]> Contents(string folder) =>
        new(
            Directory
                .GetFiles(_folder.File(folder), "*", SearchOption.AllDirectories)
                .ToDictionary(f => Path.GetRelativePath(_folder.File(folder), f).Replace('\\', '/'), File.ReadAllBytes),
            StringComparer.Ordinal
        );

    private sealed class Stopper(CancellationTokenSource stop, int after) : IProgress<StageProgress>
    {
        public void Report(StageProgress value)
        {
            if (value.Done == after)
                stop.Cancel();
        }
    }
}
