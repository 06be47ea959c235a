using System.Text.Json;
using GanCmri.Imaging;
using GanCmri.Imaging.Phantom;
using GanCmri.Imaging.Store;
using GanCmri.Tests.Phenotypes;

namespace GanCmri.Cli.Tests.Verbs;

[Collection(nameof(TinySegmenter))]
public sealed class EvaluateVerbTests(TinySegmenter tiny) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Evaluate_TestSideOfAStore_StandsBesideTheTrainingSideAndSaysWhichSplit()
    {
        tiny.Segmenter.Save(_folder.File("m.safetensors"), new Dictionary<string, string>());
        Store(_folder.File("store"), subjects: 12);
        PhantomFolder.Write(new PhantomPopulation(new PhantomOptions(), 2), 4, _folder.File("made"));
        Assert.Equal(
            0,
            await App.RunAsync([
                "evaluate",
                "--real",
                _folder.File("store"),
                "--split",
                "test",
                "--synthetic",
                _folder.File("made"),
                "--out",
                _folder.File("d.csv"),
                "--resamples",
                "5",
                "--segmenter",
                _folder.File("m.safetensors"),
                "--device",
                "cpu",
            ])
        );
        var record = JsonDocument.Parse(File.ReadAllText(_folder.File("d.run.json"))).RootElement;
        Assert.Equal(
            ["m.safetensors", "dataset.json"],
            record.GetProperty("Inputs").EnumerateArray().Select(i => i.GetProperty("Name").GetString())
        );
        Assert.Equal(1, record.GetProperty("Seed").GetInt32());
        Assert.Equal("5", record.GetProperty("Options").GetProperty("--resamples").GetString());
        var lines = File.ReadAllLines(_folder.File("d.csv"));
        Assert.EndsWith(",extrapolated,split", lines[0], StringComparison.Ordinal);
        Assert.All(lines.Skip(1), line => Assert.EndsWith(",test", line, StringComparison.Ordinal));
        Assert.StartsWith("real vs synthetic,kernel,frames", lines[1], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("real train to real test,kernel,frames", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("synthetic over real train,kernel ratio,frames", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("floor", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Evaluate_FolderWithASplitAskedFor_IsReadWholeAndNamesNoSplit()
    {
        tiny.Segmenter.Save(_folder.File("m.safetensors"), new Dictionary<string, string>());
        PhantomFolder.Write(new PhantomPopulation(new PhantomOptions(), 1), 4, _folder.File("real"));
        PhantomFolder.Write(new PhantomPopulation(new PhantomOptions(), 2), 4, _folder.File("made"));
        Assert.Equal(
            0,
            await App.RunAsync([
                "evaluate",
                "--real",
                _folder.File("real"),
                "--split",
                "validation",
                "--synthetic",
                _folder.File("made"),
                "--out",
                _folder.File("d.csv"),
                "--resamples",
                "2",
                "--segmenter",
                _folder.File("m.safetensors"),
                "--device",
                "cpu",
            ])
        );
        Assert.All(File.ReadAllLines(_folder.File("d.csv")).Skip(1), line => Assert.EndsWith(",", line, StringComparison.Ordinal));
    }

    // Every third subject on each side; four frames each.
    private static void Store(string folder, int subjects)
    {
        using var writer = new FrameStoreWriter(folder, 64);
        foreach (
            var (number, heart) in new PhantomPopulation(new PhantomOptions { Field = new PhantomField(64, 2.74) }, 1)
                .Subjects(subjects)
                .Index()
        )
        {
            foreach (var (frame, image) in heart.Render().Series.Frames.Take(4).Select(f => f.Image).Index())
            {
                var scaled = IntensityScale.Of([image])!.Apply(image);
                writer.Add(
                    scaled,
                    new FrameRow
                    {
                        Subject = $"S{number:D3}",
                        Series = $"S{number:D3}-00",
                        Frame = frame,
                    }
                );
            }
        }

        writer.Finish(
            new FrameStoreInfo
            {
                Resolution = 64,
                FieldMm = 175,
                AssumedPixelMm = 2.73,
                Validation = 0.33,
                Test = 0.33,
                Seed = 1,
            },
            row => row with { Split = (DataSplit)(int.Parse(row.Subject[1..]) % 3) }
        );
    }
}
