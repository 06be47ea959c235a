using GanCmri.Formats;
using GanCmri.Imaging;
using GanCmri.Imaging.Store;
using GanCmri.Networks.Weights;
using GanCmri.Tests.Latents;

namespace GanCmri.Cli.Tests.Verbs;

/// <summary>Bad input of train and encoder: exit code 2 before any work, nothing written.</summary>
public sealed class TrainVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TrainVerbTests()
    {
        Store("store", new FrameRow { Subject = "S001", Series = "S001-00" });
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--accumulate", "3")]
    [InlineData("--tick", "0")]
    [InlineData("--batch", "7")]
    [InlineData("--ada", "2")]
    [InlineData("--gamma", "-5")]
    [InlineData("--gamma", "NaN")]
    [InlineData("--cutout", "NaN")]
    [InlineData("--kimg", "Infinity")]
    [InlineData("--label", "phase")] // All frames are of one.
    [InlineData("--label", "age")]
    [InlineData("--label", "5")]
    [InlineData("--label", "phase;position")]
    public async Task Train_OptionOutOfRange_EndsWithTwoAndWritesNothing(string option, string value)
    {
        Assert.Equal(
            App.BadInput,
            await App.RunAsync(["train", _folder.File("run"), "--data", _folder.File("store"), option, value, "--device", "cpu"])
        );
        Assert.False(Directory.Exists(_folder.File("run")));
    }

    [Fact]
    public async Task Train_HugeLearningRate_EndsWithTwoAndOneLine()
    {
        var error = Console.Error;
        using var said = new StringWriter();
        Console.SetError(said);
        try
        {
            string[] small = "--cbase 64 --cmax 8 --latent 8 --lr 1e30 --kimg 0.2 --tick 0.01 --device cpu".Split(' ');
            Assert.Equal(App.BadInput, await App.RunAsync(["train", _folder.File("run"), "--data", _folder.File("store"), .. small]));
        }
        finally
        {
            Console.SetError(error);
        }

        var line = Assert.Single(said.ToString().Split('\n'), l => l.StartsWith("gancmri:", StringComparison.Ordinal));
        Assert.EndsWith("begin in another folder with a smaller --lr.", line.TrimEnd(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.File("run"), "*.safetensors"));
        Assert.Empty(Directory.GetDirectories(_folder.File("run")));
    }

    [Fact]
    public async Task Train_ConditionedOnColumns_GeneratesByTheirNames_AndBecomesUnconditional()
    {
        FrameRow Row(string phase, double position) =>
            new()
            {
                Subject = "S001",
                Series = "S001-00",
                Phase = phase,
                SlicePosition = position,
            };
        Store("two", Row("ED", 0.2), Row("ES", 0.8));
        string[] small = "--label phase,position --cbase 64 --cmax 8 --latent 8 --kimg 0.016 --tick 0.016 --device cpu".Split(' ');
        Assert.Equal(0, await App.RunAsync(["train", _folder.File("run"), "--data", _folder.File("two"), .. small]));
        var trained = _folder.File("run/generator.safetensors");
        Assert.Equal(["phase", "position"], NetworkFile.Describe(trained).Notes!.Labels.Select(l => l.Name));
        Assert.Equal(2, NetworkFile.Describe(trained).Notes!.ShownLabels.Select(l => string.Join(' ', l)).Distinct().Count());
        Assert.Equal(0, await Generate(trained, "drawn.npy")); // of each seed a label that it was trained with
        Assert.Equal(App.BadInput, await Generate(trained, "x.npy", "--class", "phase=late,position=0.5"));
        Assert.Equal(0, await Generate(trained, "asked.npy", "--class", "phase=ES,position=0.5"));
        string[] fix = ["--class", "phase=ES,position=0.5", "--out", _folder.File("es.safetensors")];
        Assert.Equal(0, await App.RunAsync(["import", trained, .. fix]));
        Assert.Equal(0, await Generate(_folder.File("es.safetensors"), "fixed.npy"));
        var (asked, made) = (NpyFile.Read(_folder.File("asked.npy")).ToFloats(), NpyFile.Read(_folder.File("fixed.npy")).ToFloats());
        Assert.InRange(asked.Zip(made, (a, b) => Math.Abs(a - b)).Max(), 0, 1e-4);
        Assert.False(File.Exists(_folder.File("x.npy")));
    }

    // Each frame lighter to the right, and the later the more.
    private void Store(string name, params FrameRow[] rows)
    {
        using var writer = new FrameStoreWriter(_folder.File(name), 16);
        foreach (var (i, row) in rows.Index())
            writer.Add(new GrayImage(16, 16, [.. Enumerable.Range(0, 256).Select(p => i * (p % 16) / 16f)]), row);
        writer.Finish(
            new FrameStoreInfo
            {
                Resolution = 16,
                FieldMm = 175,
                AssumedPixelMm = 1.37,
                Validation = 0,
                Seed = 1,
            },
            row => row
        );
    }

    private Task<int> Generate(string network, string output, params string[] more) =>
        App.RunAsync(["generate", "--network", network, "--seeds", "3", "--out", _folder.File(output), "--device", "cpu", .. more]);

    [Fact]
    public async Task Encoder_OutputThatCannotBeWritten_EndsWithTwo()
    {
        using (var generator = TinyNetworks.Generator())
            NetworkFile.Save(_folder.File("g.safetensors"), generator);
        File.WriteAllText(_folder.File("file"), "");
        Assert.Equal(
            App.BadInput,
            await App.RunAsync([
                "encoder",
                "--network",
                _folder.File("g.safetensors"),
                "--steps",
                "1",
                "--out",
                Path.Combine(_folder.File("file"), "e.safetensors"),
                "--device",
                "cpu",
            ])
        );
    }

    [Fact]
    public async Task Encoder_ThenProject_StartsFromIt()
    {
        using (var generator = TinyNetworks.Generator())
            NetworkFile.Save(_folder.File("g.safetensors"), generator);
        Assert.Equal(
            0,
            await App.RunAsync([
                "encoder",
                "--network",
                _folder.File("g.safetensors"),
                "--data",
                _folder.File("store"),
                "--steps",
                "2",
                "--out",
                _folder.File("e.safetensors"),
                "--device",
                "cpu",
            ])
        );
        Assert.Equal(
            0,
            await App.RunAsync([
                "project",
                "--network",
                _folder.File("g.safetensors"),
                "--encoder",
                _folder.File("e.safetensors"),
                "--data",
                _folder.File("store"),
                "--out",
                _folder.File("w.csv"),
                "--steps",
                "1",
                "--device",
                "cpu",
            ])
        );
        Assert.True(File.Exists(_folder.File("w.csv")));
    }
}
