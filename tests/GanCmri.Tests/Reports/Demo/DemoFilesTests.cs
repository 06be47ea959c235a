using System.Text.Json;
using GanCmri.Networks.Weights;
using GanCmri.Reports;
using GanCmri.Reports.Demo;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Demo;
using GanCmri.Tests.Studies;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Directions;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Tests.Reports.Demo;

public sealed class DemoFilesTests : IDisposable
{
    private static readonly StudyOptions Options = new()
    {
        Subjects = 4,
        Frames = 6,
        GuidanceSteps = [-2, -1, 0, 1, 2, 3],
        BatchSize = 8,
    };
    private readonly HeartModels _models = PlantedModels.Make();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _models.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes()
    {
        Write("a");
        Write("b");
        var names = Files("a");
        Assert.Equal(names, Files("b"));
        Assert.Equal(4 * 2 + 6, names.Length); // cines, four tables, report, record
        foreach (var name in names.Where(n => n != "run.json"))
            Assert.True(File.ReadAllBytes(_folder.File("a/" + name)).SequenceEqual(File.ReadAllBytes(_folder.File("b/" + name))), name);
    }

    [Fact]
    public void Write_Tables_HaveARowAFrame()
    {
        Write("a");
        Assert.Equal(1 + 4, Lines("cohort.csv").Length);
        Assert.Equal(1 + 4 * 2 * 6, Lines("phenotypes.csv").Length);
        Assert.Equal(1 + 4 * 2 * 6, Lines("guidance.csv").Length);
        Assert.Equal(1 + 4 * 2 * 5, Lines("correlations.csv").Length); // five of what guidance may leak into are measured here
        Assert.StartsWith(
            "subject,source,trajectory,frame,phase,cycle_fraction,lv_area_mm2,sphericity_index,flags\nS0001,synthetic,ed-to-es,0,",
            File.ReadAllText(_folder.File("a/phenotypes.csv"))
        );
    }

    [Fact]
    public void Write_Record_HoldsTheHashOfEveryOtherFile()
    {
        Write("a");
        var outputs = JsonDocument
            .Parse(File.ReadAllText(_folder.File("a/run.json")))
            .RootElement.GetProperty("Outputs")
            .EnumerateArray()
            .ToDictionary(o => o.GetProperty("Name").GetString()!, o => o.GetProperty("Sha256").GetString());
        Assert.Equal(Files("a").Where(f => f != "run.json"), outputs.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, hash) in outputs)
            Assert.Equal(FileDigest.Of(_folder.File("a/" + name)).Sha256, hash);
    }

    [Fact]
    public void Write_Cancelled_WritesNoTables()
    {
        using var stop = new CancellationTokenSource();
        var progress = new Stopper(stop);
        Assert.ThrowsAny<OperationCanceledException>(() =>
            DemoFiles.Write(_models, Options, _folder.File("a"), "test", TimeProvider.System, progress, stop.Token)
        );
        Assert.DoesNotContain(
            Files("a"),
            f => f.EndsWith(".csv", StringComparison.Ordinal) || f.EndsWith(".tmp", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Write_UnwritableFolder_IsBadInput()
    {
        File.WriteAllText(_folder.File("file"), "");
        Assert.Throws<InputException>(() => Write("file/below"));
    }

    [Fact]
    public void Load_VectorsOfAnotherGenerator_AreRefused()
    {
        var origin = new Provenance("test", "", 1, 1, new Dictionary<string, string>());
        NetworkFile.Save(_folder.File("generator.safetensors"), _models.Generator);
        _models.Segmenter.Save(_folder.File("segmenter.safetensors"), new Dictionary<string, string>());
        new TrajectoryFile(_models.EdToEs, null, 1, null, origin).Write(_folder.File("ed-es.json"));
        new TrajectoryFile(_models.Trajectories[1], null, 1, null, origin).Write(_folder.File("frame-to-frame.json"));
        new DirectionFile(_models.Directions[0].Direction, 1, origin).Write(_folder.File("lv-area.json"));
        new DirectionFile(_models.Directions[1].Direction, 1, origin).Write(_folder.File("sphericity.json"));
        using (var loaded = HeartModels.Load(_folder.Path, _folder.File("segmenter.safetensors"), TorchDevice.Parse("cpu")))
            Assert.Equal(6, loaded.Files.Count);

        new DirectionFile(PlantedModels.Direction("LV area", 1, length: 9), 1, origin).Write(_folder.File("lv-area.json"));
        var e = Assert.Throws<InputException>(() =>
            HeartModels.Load(_folder.Path, _folder.File("segmenter.safetensors"), TorchDevice.Parse("cpu"))
        );
        Assert.Contains("8, 9", e.Message);
        new DirectionFile(PlantedModels.Direction("Left ventricular size", 1), 1, origin).Write(_folder.File("lv-area.json"));
        e = Assert.Throws<InputException>(() =>
            HeartModels.Load(_folder.Path, _folder.File("segmenter.safetensors"), TorchDevice.Parse("cpu"))
        );
        Assert.Contains("a direction of LV area (lv_area_mm2), found one of 'Left ventricular size'", e.Message);
    }

    private void Write(string name) => DemoFiles.Write(_models, Options, _folder.File(name), "test", TimeProvider.System);

    private string[] Files(string name) =>
        [
            .. Directory
                .GetFiles(_folder.File(name), "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(_folder.File(name), f).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    private string[] Lines(string name) => File.ReadAllLines(_folder.File("a/" + name));

    private sealed class Stopper(CancellationTokenSource stop) : IProgress<StageProgress>
    {
        public void Report(StageProgress value)
        {
            if (value.Done * 2 > value.Total)
                stop.Cancel();
        }
    }
}
