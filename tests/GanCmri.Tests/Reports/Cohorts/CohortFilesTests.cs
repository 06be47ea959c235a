using System.Text.Json;
using GanCmri.Formats;
using GanCmri.Reports.Cohorts;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Cohorts;
using GanCmri.Tests.Studies;
using GanCmri.Tests.Studies.Cohorts;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Tests.Reports.Cohorts;

public sealed class CohortFilesTests : IDisposable
{
    private static readonly CohortSpec Spec = CohortSpecs.Hearts(300, .02, .3) with
    {
        Covariates =
        [
            new NumberCovariate("age", "years", 50, 10, 18, 90, [5, 0]),
            new CategoryCovariate("sex", [new CategoryLevel("F", .5, [0, 0]), new CategoryLevel("M", .5, [100, 0])]),
        ],
    };

    private readonly HeartModels _models = PlantedModels.Make();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _models.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_MoreRowsOnMoreWorkers_HasTheSameFirstRows(bool latentsOnly)
    {
        Write("few", new CohortOptions { Subjects = 18, LatentsOnly = latentsOnly });
        Write(
            "many",
            new CohortOptions
            {
                Subjects = 34,
                LatentsOnly = latentsOnly,
                Workers = 3,
            }
        );
        Assert.Equal(File.ReadLines(_folder.File("few/cohort.csv")), File.ReadLines(_folder.File("many/cohort.csv")).Take(19));
        var (few, many) = (NpyFile.Read(_folder.File("few/latents.npy")), NpyFile.Read(_folder.File("many/latents.npy")));
        Assert.Equal([18, 8], few.Shape);
        Assert.Equal(few.As<float>(), many.As<float>()[..144]);
        Assert.Equal(35, File.ReadLines(_folder.File("many/cohort.csv")).Count());
    }

    [Fact]
    public void IsDone_WholeAndUnchanged_AndOnlyThen()
    {
        var options = new CohortOptions { Subjects = 3, Images = true };
        bool Done(CohortOptions asked) => CohortFiles.IsDone(_models, Spec, asked, _folder.File("a"));
        Assert.False(Done(options));
        Write("a", options);
        Assert.True(Done(options with { Workers = 2 }));
        Assert.False(Done(options with { Subjects = 4 }));
        Assert.False(Done(options with { Seed = 9 }));
        var left = _folder.File("a/parts-" + CohortKey.Of(_models, Spec, options)); // killed before its end
        Directory.CreateDirectory(left);
        Assert.True(Done(options));
        Assert.False(Directory.Exists(left));
        foreach (var name in new[] { "images/S0002.png", "latents.npy", "report.html", "run.json" })
        {
            var before = File.ReadAllBytes(_folder.File("a/" + name));
            File.WriteAllBytes(_folder.File("a/" + name), before[..^2]);
            Assert.False(Done(options), name);
            File.Delete(_folder.File("a/" + name));
            Assert.False(Done(options), name);
            File.WriteAllBytes(_folder.File("a/" + name), before);
            Assert.True(Done(options), name);
        }
    }

    [Fact]
    public void Write_BeforeAnySubjectIsDone_TellsTheStepsOfTheFirst()
    {
        var told = new List<StageProgress>();
        Write("told", new CohortOptions { Subjects = 18 }, new ProgressRelay(told.Add));
        var first = told.FindIndex(p => p is { Stage: "make subjects", Done: > 0 });
        var steps = told[..first].Where(p => p.Stage == "steer the first subjects").Select(p => p.Done).ToArray();
        Assert.Equal(1, steps[0]);
        Assert.Equal(7, steps[^1]);
        Assert.Equal(steps.Length, told.Count(p => p.Stage == "steer the first subjects")); // of the first alone
    }

    [Fact]
    public void Write_Guided_WritesTargetBesideMeasured()
    {
        var met = Write("a", new CohortOptions { Subjects = 12 });
        Assert.Equal(0, met[0].Missing);
        Assert.Equal(12, met[0].N + met[0].Missing);
        Assert.Equal(
            "subject,source,age,sex,lv_area_mm2_target,lv_area_mm2,sphericity_index_target,sphericity_index,plausible,missed",
            File.ReadLines(_folder.File("a/cohort.csv")).First()
        );
        Assert.Contains("restate", File.ReadAllText(_folder.File("a/report.html")));
        Assert.Equal(["cohort.csv", "latents.npy", "report.html", "run.json"], Files("a"));
    }

    [Fact]
    public void Write_StoppedAndStartedAgain_GivesTheSameFiles()
    {
        var options = new CohortOptions { Subjects = 24 }; // two parts
        Write("whole", options);
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Write("stopped", options, new Stopper(stop, 20), stop.Token));
        Assert.False(File.Exists(_folder.File("stopped/cohort.csv")));
        Assert.Equal(2, Files("stopped").Length); // one finished part
        var made = 0;
        Write("stopped", options, new Told(p => made += p.Stage == "make subjects" ? 1 : 0));
        Assert.Equal(1 + 1 + 1, made); // the part found, one block, the part made
        foreach (var name in new[] { "cohort.csv", "latents.npy", "report.html" })
            Assert.True(
                File.ReadAllBytes(_folder.File("whole/" + name)).SequenceEqual(File.ReadAllBytes(_folder.File("stopped/" + name))),
                name
            );
    }

    [Fact]
    public void Write_OtherSeed_DoesNotUseThePartsOfTheFirst()
    {
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Write("a", new CohortOptions { Subjects = 24 }, new Stopper(stop, 20), stop.Token)
        );
        Write(
            "a",
            new CohortOptions
            {
                Subjects = 24,
                Seed = 2,
                LatentsOnly = true,
            }
        );
        Write(
            "b",
            new CohortOptions
            {
                Subjects = 24,
                Seed = 2,
                LatentsOnly = true,
            }
        );
        Assert.True(File.ReadAllBytes(_folder.File("a/latents.npy")).SequenceEqual(File.ReadAllBytes(_folder.File("b/latents.npy"))));
    }

    [Fact]
    public void Write_MovingHeartsWithImages_WritesACineAHeart()
    {
        var met = CohortFiles.Write(
            _models,
            Spec with
            {
                Trajectory = MotionKind.EdToEs,
                Frames = 6,
            },
            new CohortOptions { Subjects = 3, Images = true },
            _folder.File("a"),
            "test",
            TimeProvider.System
        );
        Assert.Equal(2, met.Count);
        Assert.EndsWith(",lv_eda_mm2,lv_esa_mm2,lv_fac_percent", File.ReadLines(_folder.File("a/cohort.csv")).First());
        Assert.Equal(
            ["S0001.gif", "S0002.gif", "S0003.gif"],
            Directory.GetFiles(_folder.File("a/images")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Write_MovingHearts_ATargetIsTheAreaAtEndDiastole()
    {
        CohortFiles.Write(
            new HeartModels
            {
                Generator = _models.Generator,
                Segmenter = _models.Segmenter,
                Device = _models.Device,
                EdToEs = _models.EdToEs,
                Trajectories = [_models.Trajectories[1]],
                Directions = [],
            },
            Spec with
            {
                Trajectory = MotionKind.FrameToFrame,
                Frames = 6,
            },
            new CohortOptions { Subjects = 5 },
            _folder.File("a"),
            "test",
            TimeProvider.System
        );
        string[][] rows = [.. File.ReadLines(_folder.File("a/cohort.csv")).Select(l => l.Split(','))];
        int At(string column) => Array.IndexOf(rows[0], column);
        Assert.Equal(6, rows.Length);
        Assert.All(rows[1..], r => Assert.Equal(r[At("lv_area_mm2")], r[At("lv_eda_mm2")]));
    }

    [Fact]
    public void Write_DrawnBeats_GivesEachHeartItsOwnAndTheSameForAnyWorkers()
    {
        var spec = Spec with { Trajectory = MotionKind.EdToEs, Frames = 8, DrawnBeats = true };
        using var models = PlantedModels.Make(beats: true);
        string[] Rows(string name, CohortOptions options)
        {
            CohortFiles.Write(models, spec, options, _folder.File(name), "test", TimeProvider.System);
            return File.ReadAllLines(_folder.File(name + "/cohort.csv"));
        }

        var few = Rows("few", new CohortOptions { Subjects = 12 });
        Assert.Equal(few, Rows("many", new CohortOptions { Subjects = 20, Workers = 2 })[..13]);
        Assert.True(few.Skip(1).Select(l => l.Split(',')[^1]).Distinct().Count() > 8); // FAC
    }

    [Fact]
    public void Write_AreaAlone_LeavesSphericityOutOfTheTable()
    {
        CohortFiles.Write(
            _models,
            Spec with
            {
                Phenotypes = [Spec.Phenotypes[0]],
                Correlation = new double[,]
                {
                    { 1 },
                },
                Covariates = [],
            },
            new CohortOptions { Subjects = 4, Images = true },
            _folder.File("a"),
            "test",
            TimeProvider.System
        );
        Assert.Equal(
            "subject,source,lv_area_mm2_target,lv_area_mm2,plausible,missed",
            File.ReadLines(_folder.File("a/cohort.csv")).First()
        );
        Assert.True(File.Exists(_folder.File("a/images/S0004.png")));
        var record = JsonDocument.Parse(File.ReadAllText(_folder.File("a/run.json"))).RootElement;
        Assert.Equal(1, record.GetProperty("Options").GetProperty("Targets").GetArrayLength());
    }

    private IReadOnlyList<TargetAgreement> Write(
        string name,
        CohortOptions options,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    ) => CohortFiles.Write(_models, Spec, options, _folder.File(name), "test", TimeProvider.System, progress, cancellation);

    private string[] Files(string name) =>
        [
            .. Directory
                .GetFiles(_folder.File(name), "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(_folder.File(name), f).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    private sealed class Stopper(CancellationTokenSource stop, long rows) : IProgress<StageProgress>
    {
        public void Report(StageProgress value)
        {
            if (value.Done >= rows)
                stop.Cancel();
        }
    }
}
