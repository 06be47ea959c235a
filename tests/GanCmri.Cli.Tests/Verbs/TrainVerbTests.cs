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
        using var writer = new FrameStoreWriter(_folder.File("store"), 16);
        writer.Add(new GrayImage(16, 16, new float[256]), new FrameRow { Subject = "S001", Series = "S001-00" });
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
    [InlineData("--label", "phase")]
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
