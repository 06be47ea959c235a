using GanCmri.Formats.Tables;
using GanCmri.Formats.Tables.Parquet;
using GanCmri.Imaging;
using GanCmri.Imaging.Phantom;
using GanCmri.Imaging.Pictures;
using GanCmri.Imaging.Store;
using GanCmri.Latents;
using GanCmri.Networks.Weights;
using GanCmri.Studies.Cohorts;
using GanCmri.Tests.Latents;
using GanCmri.Tests.Phenotypes;
using GanCmri.Tests.Studies;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Stacks;

namespace GanCmri.Cli.Tests.Verbs;

/// <summary>What n shards of a verb give together is, byte for byte, what one run gives; also for more shards than units.</summary>
[Collection(nameof(TinySegmenter))]
public sealed class ShardedVerbsTests : IDisposable
{
    private readonly TinySegmenter _tiny;
    private readonly TemporaryFolder _folder = new();
    private readonly ShardedRuns _runs;

    public ShardedVerbsTests(TinySegmenter tiny) => (_tiny, _runs) = (tiny, new ShardedRuns(_folder));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2, "csv", "csv")]
    [InlineData(7, "csv", "parquet")]
    [InlineData(7, "parquet", "parquet")]
    public async Task Measure_Shards_GiveTheTablesAndMasksOfOneRun(int shards, string frames, string others)
    {
        _tiny.Segmenter.Save(_folder.File("m.safetensors"), new Dictionary<string, string>());
        Phantoms("data", subjects: 3, keep: 5);
        foreach (var subject in new[] { "P1_sax", "P2_sax" }) // frames of equal names, so that names of masks depend on their order
        {
            Directory.CreateDirectory(_folder.File($"data/{subject}"));
            foreach (var i in Enumerable.Range(0, 3))
                File.Copy(
                    Directory.GetFiles(_folder.File("data/phantoms/images")).Order().ElementAt(i),
                    _folder.File($"data/{subject}/frame{i}.png")
                );
        }

        foreach (var file in Directory.GetFiles(_folder.File("data/P2_sax"))) // in one shard only, and all tables have the column
            File.WriteAllBytes(file, new SyntheticMark(2).On(File.ReadAllBytes(file)));

        await _runs.SameAsOneRun(
            shards,
            "p." + frames,
            to =>
                [
                    "measure",
                    "--data",
                    _folder.File("data"),
                    "--out",
                    to("p." + frames),
                    "--cines",
                    to("c." + others),
                    "--subjects",
                    to("s." + others),
                    "--segments",
                    to("g." + others),
                    "--masks",
                    to("masks"),
                    "--labels",
                    to("l." + others),
                    "--segmenter",
                    _folder.File("m.safetensors"),
                    "--views",
                    "1",
                    "--device",
                    "cpu",
                ]
        );
        Assert.True(File.Exists(_folder.File("many/p.run.json")));
        Assert.Equal(18, Directory.GetFiles(_folder.File("many/masks"), "*.png", SearchOption.AllDirectories).Length);
        using var sources = TableText.Open(_folder.File("many/p." + frames), "frames");
        Assert.Equal(3, sources.ReadToEnd().Split('\n').Count(l => l.TrimEnd().EndsWith(",synthetic", StringComparison.Ordinal)));
        using var labels = TableText.Open(_folder.File("many/l." + others), "labels");
        Assert.Equal(13, labels.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(frames == "parquet", ParquetTable.Is(_folder.File("many/p." + frames)));
    }

    [Theory]
    [InlineData(2, "l.npy", "w")]
    [InlineData(5, "l.csv", "w")]
    [InlineData(5, "l.parquet", "w+")]
    public async Task Project_Shards_GiveTheLatentsOfOneRun(int shards, string output, string space)
    {
        using var network = TinyNetworks.Generator();
        NetworkFile.Save(_folder.File("g.safetensors"), network);
        using (var writer = new FrameStoreWriter(_folder.File("store"), 16))
        {
            foreach (var subject in new uint[] { 1, 2, 3 })
            {
                foreach (
                    var (image, frame) in LatentImages
                        .Render(network, LatentImages.OfSeeds(network, [subject, subject + 10], 0.7))
                        .Select((x, i) => (x, i))
                )
                    writer.Add(
                        new GrayImage(16, 16, image),
                        new FrameRow
                        {
                            Subject = $"S{subject}",
                            Series = $"S{subject}-00",
                            Frame = frame,
                            TimeMs = 40 * frame,
                        }
                    );
            }

            writer.Finish(
                new FrameStoreInfo
                {
                    Resolution = 16,
                    FieldMm = 20,
                    AssumedPixelMm = 1,
                    Validation = 0,
                    Seed = 1,
                },
                r => r
            );
        }

        await _runs.SameAsOneRun(
            shards,
            output,
            to =>
                [
                    "project",
                    "--network",
                    _folder.File("g.safetensors"),
                    "--data",
                    _folder.File("store"),
                    "--out",
                    to(output),
                    "--space",
                    space,
                    "--steps",
                    "5",
                    "--device",
                    "cpu",
                ]
        );
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public async Task Dataset_Shards_GiveTheStoreOfOneRun(int shards)
    {
        Phantoms("data", subjects: 4);
        Directory.CreateDirectory(_folder.File("data/copy")); // frames that are there already, of somebody else
        foreach (var file in Directory.GetFiles(_folder.File("data/phantoms/images")).Order().Take(3))
            File.Copy(file, _folder.File("data/copy/" + Path.GetFileName(file)));
        await _runs.SameAsOneRun(
            shards,
            "store",
            to => ["dataset", "--data", _folder.File("data"), "--out", to("store"), "--resolution", "16", "--as-is", "--keep-ids"]
        );
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Cohort_Shards_GiveTheCohortOfOneRun(int shards)
    {
        PlantedModels.Save(_folder.Path);
        await _runs.SameAsOneRun(
            shards,
            "out",
            to =>
                [
                    "cohort",
                    "--n",
                    "40",
                    "--spec",
                    CohortSpec.ExamplePath,
                    "--out",
                    to("out"),
                    "--images",
                    "--models",
                    _folder.Path,
                    "--segmenter",
                    _folder.File("segmenter.safetensors"),
                    "--judge",
                    _folder.File("segmenter.safetensors"),
                    "--device",
                    "cpu",
                ]
        );
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Report_Shards_GiveTheReportOfOneRun(int shards)
    {
        PlantedModels.Save(_folder.Path);
        File.WriteAllText(
            _folder.File("jobs.csv"),
            "id,seed,lv_area_mm2,trajectory,frames,outputs\na,1,,ed-to-es,2,numbers\nb,2,+5%,ed-to-es,3,\nbad,x,,,,\nc,3,,ed-to-es,2,gif\n"
        );
        await _runs.SameAsOneRun(
            shards,
            "out",
            to =>
                [
                    "report",
                    _folder.File("jobs.csv"),
                    "--out",
                    to("out"),
                    "--models",
                    _folder.Path,
                    "--segmenter",
                    _folder.File("segmenter.safetensors"),
                    "--device",
                    "cpu",
                ],
            code: 1
        );
    }

    [Fact]
    public async Task Audit_Shards_GiveTheVerdictOfOneRun()
    {
        foreach (var (name, seed) in new[] { ("train", 1), ("holdout", 2), ("made", 3) })
            Phantoms(name, subjects: 3, keep: 5, seed);
        await _runs.SameAsOneRun(
            3,
            "out",
            to =>
                [
                    "audit",
                    "--train",
                    _folder.File("train"),
                    "--holdout",
                    _folder.File("holdout"),
                    "--synthetic",
                    _folder.File("made"),
                    "--out",
                    to("out"),
                ]
        );
    }

    // Every frame, or every fifth.
    private void Phantoms(string folder, int subjects, int keep = 1, int seed = 5)
    {
        PhantomFolder.Write(new PhantomPopulation(new PhantomOptions(), seed), subjects, _folder.File(folder + "/phantoms"));
        var table = _folder.File(folder + "/phantoms/frames.csv");
        File.WriteAllLines(table, File.ReadAllLines(table).Where((_, line) => line == 0 || line % keep == 0));
    }
}
