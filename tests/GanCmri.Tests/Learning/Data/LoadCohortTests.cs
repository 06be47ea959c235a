using GanCmri.Learning;
using GanCmri.Learning.Data;
using GanCmri.Networks.Weights;
using GanCmri.Reports.Cohorts;
using GanCmri.Runtime;
using GanCmri.Studies.Cohorts;
using GanCmri.Tests.Studies;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Tests.Learning.Data;

public sealed class LoadCohortTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new(1);
    private readonly LoadCohortOptions _options;

    public LoadCohortTests()
    {
        using var models = PlantedModels.Make();
        NetworkFile.Save(_folder.File("generator.safetensors"), models.Generator);
        models.Segmenter.Save(_folder.File("segmenter.safetensors"), new Dictionary<string, string>());
        new TrajectoryFile(models.EdToEs, null, 1, null, new Provenance("test", "", 1, 1, new Dictionary<string, string>())).Write(
            _folder.File("ed-es.json")
        );
        File.WriteAllText(
            _folder.File("spec.yaml"),
            "phenotypes:\n  lv-area: { distribution: normal, mean: 7000, sd: 300 }\ncovariates:\n  age: { mean: 50, sd: 10, unit: "
                + "years }\n  sex: { levels: { F: 0.5, M: 0.5 } }\n"
        );
        _options = new LoadCohortOptions
        {
            ModelsFolder = _folder.Path,
            SegmenterPath = _folder.File("segmenter.safetensors"),
            Device = "cpu",
        };
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LoadCohort_SeveralPassesAndCursors_GiveTheSameRows()
    {
        var rows = Load(40);
        Assert.Equal(["Subject", "Source", "age", "sex", "LvAreaMm2Target", "W"], rows.Schema.Select(c => c.Name));
        Assert.Equal(40, rows.GetRowCount());
        var first = TestRows.Vectors(rows, "W");
        Assert.Equal(first, TestRows.Vectors(rows, "W"));
        var skipped = TestRows.Vectors(_ml.Data.SkipRows(Load(60), 37), "W");
        Assert.Equal(first[37], skipped[0]);
        var seen = new float[40][];
        foreach (var cursor in rows.GetRowCursorSet([rows.Schema["W"]], 3))
        {
            using (cursor)
            {
                var w = default(VBuffer<float>);
                var (get, id) = (cursor.GetGetter<VBuffer<float>>(rows.Schema["W"]), cursor.GetIdGetter());
                while (cursor.MoveNext())
                {
                    var row = default(DataViewRowId);
                    get(ref w);
                    id(ref row);
                    seen[(int)row.Low] = [.. w.DenseValues()];
                }
            }
        }

        Assert.Equal(first, seen);
    }

    [Fact]
    public void LoadCohort_Rows_AreThoseOfTheCommand()
    {
        using var models = GanCmri.Studies.HeartModels.LoadHearts(
            _folder.Path,
            _folder.File("segmenter.safetensors"),
            TorchDevice.Parse("cpu")
        );
        CohortFiles.Write(
            models,
            CohortSpec.Read(_folder.File("spec.yaml")),
            new CohortOptions { Subjects = 20, Seed = 3 },
            _folder.File("out"),
            "test",
            TimeProvider.System
        );
        Assert.Equal(
            GanCmri.Formats.NpyFile.Read(_folder.File("out/latents.npy")).As<float>(),
            TestRows.Vectors(Load(20, 3), "W").SelectMany(w => w)
        );
    }

    [Fact]
    public void LoadCohort_Disposed_FreesItsNetworks()
    {
        var rows = Load(16);
        Assert.Equal(16, TestRows.Vectors(rows, "W").Length);
        ((IDisposable)rows).Dispose();
        Assert.Throws<ObjectDisposedException>(() => TestRows.Vectors(rows, "W"));
    }

    [Fact]
    public void LoadCohort_NegativeCount_IsRefused() => Assert.Throws<ArgumentException>(() => Load(-1));

    private IDataView Load(long count, long seed = 1) => _ml.Gan.LoadCohort(count, _folder.File("spec.yaml"), seed, _options);
}
