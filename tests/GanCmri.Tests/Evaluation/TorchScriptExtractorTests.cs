using GanCmri.Cli;
using GanCmri.Evaluation;
using GanCmri.Imaging;
using GanCmri.Imaging.Phantom;
using GanCmri.Imaging.Store;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Tests.Evaluation;

public sealed class TorchScriptExtractorTests : IDisposable
{
    private const string Quarters = "torch.flatten(torch.adaptive_avg_pool2d(x, [2, 2]), 1)";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Extract_MeanOfQuarters_IsTheMeanOfQuarters()
    {
        using var extractor = Make(Quarters);
        GrayImage[] frames =
        [
            .. Enumerable.Range(0, 40).Select(k => new GrayImage(4, 6, [.. Enumerable.Range(0, 24).Select(i => (k + i) / 100f)])),
        ];
        var features = extractor.Extract(frames);
        Assert.Equal(40, features.Length);
        // Quarters of 2 x 3 pixels: pixel 0 + (row 0.5 x 6 + column 1) etc.
        for (var k = 0; k < 40; k++)
            foreach (var (found, at) in features[k].Zip([4.0, 7, 16, 19]))
                Assert.Equal((k + at) / 100, found, 5);
        Assert.Matches("^network.pt sha256 [0-9a-f]{64}$", extractor.Name);
    }

    [Fact]
    public void Extract_NetworkOfThreeChannels_GetsGreyCopied()
    {
        // Refuses one channel: there is no third to select.
        using var extractor = Make("torch.flatten(torch.add(x, torch.unsqueeze(torch.select(x, 1, 2), 1)), 1)");
        var features = extractor.Extract([new GrayImage(2, 2, [0.1f, 0.2f, 0.3f, 0.4f])]);
        Assert.Equal([0.2f, 0.4f, 0.6f, 0.8f, 0.2f, 0.4f, 0.6f, 0.8f, 0.2f, 0.4f, 0.6f, 0.8f], features[0]);
    }

    [Fact]
    public void Features_OfImages_AreDifferentiable()
    {
        using var extractor = Make(Quarters);
        using var images = zeros(2, 1, 4, 4, requires_grad: true);
        using var sum = extractor.Features(images).sum();
        sum.backward();
        Assert.Equal(Enumerable.Repeat(0.25f, 32), images.grad!.data<float>().ToArray());
    }

    [Theory]
    [InlineData("torch.adaptive_avg_pool2d(x, [2, 2])", "features")] // [N, 1, 2, 2]
    [InlineData("torch.flatten(torch.reshape(x, [7, 11]), 1)", "takes")]
    [InlineData("torch.flatten(torch.log(torch.sub(x, 9.)), 1)", "finite")]
    public void Extract_UnfitNetwork_SaysSo(string result, string said)
    {
        using var extractor = Make(result);
        Assert.Contains(
            said,
            Assert.Throws<InputException>(() => extractor.Extract([new GrayImage(4, 4, new float[16])])).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Load_NoTorchScript_SaysSo()
    {
        File.WriteAllText(_folder.File("bad.pt"), "not a network");
        Assert.Contains(
            "TorchScript",
            Assert.Throws<InputException>(() => TorchScriptExtractor.Load(_folder.File("bad.pt"), CPU)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<InputException>(() => TorchScriptExtractor.Load(_folder.File("none.pt"), CPU));
    }

    [Fact]
    public async Task Evaluate_WithOwnExtractors_NamesThemInEveryRow()
    {
        TorchScriptFile.Write(_folder.File("frames.pt"), Quarters);
        TorchScriptFile.Write(_folder.File("clips.pt"), "torch.flatten(torch.adaptive_avg_pool3d(x, [2, 2, 2]), 1)");
        // 32 x 32 pixels: a size that the segmenter does not take.
        foreach (var (set, seed) in new[] { ("real", 1), ("synthetic", 2) })
        {
            using var writer = new FrameStoreWriter(_folder.File(set), 32);
            foreach (
                var (s, subject) in new PhantomPopulation(new PhantomOptions { Field = new PhantomField(32, 5.48) }, seed)
                    .Subjects(4)
                    .Index()
            )
            foreach (var (f, frame) in subject.Render().Series.Frames.Index())
                writer.Add(
                    frame.Image,
                    new FrameRow
                    {
                        Subject = $"S{s}",
                        Series = $"S{s}-00",
                        Frame = f,
                        TimeMs = 40 * f,
                    }
                );
            writer.Finish(
                new FrameStoreInfo
                {
                    Resolution = 32,
                    FieldMm = 175,
                    AssumedPixelMm = 5.48,
                    Validation = 0,
                    Seed = 1,
                },
                r => r
            );
        }

        string[] Arguments(params string[] more) =>
            [
                "evaluate",
                "--real",
                _folder.File("real"),
                "--synthetic",
                _folder.File("synthetic"),
                "--out",
                _folder.File("d.csv"),
                "--resamples",
                "0",
                "--device",
                "cpu",
                .. more,
            ];
        Assert.Equal(
            0,
            await App.RunAsync(Arguments("--extractor", _folder.File("frames.pt"), "--clip-extractor", _folder.File("clips.pt")))
        );
        var rows = File.ReadAllLines(_folder.File("d.csv"))[1..];
        Assert.All(
            rows,
            r =>
                Assert.Contains(
                    r.Contains(",clips,", StringComparison.Ordinal) ? "clips.pt sha256 " : "frames.pt sha256 ",
                    r,
                    StringComparison.Ordinal
                )
        );
        Assert.Contains(rows, r => r.Contains(",clips,", StringComparison.Ordinal));
        File.Delete(_folder.File("d.csv"));
        Assert.Equal(App.BadInput, await App.RunAsync(Arguments()));
        Assert.Equal(App.BadInput, await App.RunAsync(Arguments("--extractor", _folder.File("none.pt"))));
        Assert.False(File.Exists(_folder.File("d.csv")));
    }

    private TorchScriptExtractor Make(string result)
    {
        TorchScriptFile.Write(_folder.File("network.pt"), result);
        return TorchScriptExtractor.Load(_folder.File("network.pt"), CPU);
    }
}
