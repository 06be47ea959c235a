using System.Globalization;
using GanCmri.Imaging;
using GanCmri.Imaging.Store;
using GanCmri.Tests.Evaluation;
using GanCmri.Tests.Latents;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Cli.Tests.Verbs;

/// <summary>project on a tiny network and two made-up cines.</summary>
[Trait(TestPrecision.Trait, TestPrecision.Both)]
public sealed class ProjectVerbTests : IDisposable
{
    private readonly TinyProject _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Project_FolderAroundAStore_IsRefused()
    {
        Assert.Equal(
            2,
            await App.RunAsync([
                "project",
                "--network",
                _folder.File("g.safetensors"),
                "--data",
                _folder.Path,
                "--out",
                _folder.File("latents.csv"),
                "--steps",
                "1",
                "--device",
                "cpu",
            ])
        );
        Assert.False(File.Exists(_folder.File("latents.csv")));
    }

    [Fact]
    public async Task Project_TableThatEndsWithinACine_MakesThatCineAgain()
    {
        Assert.Equal(0, await _folder.Project("latents.csv"));
        var whole = File.ReadAllLines(_folder.File("latents.csv"));
        foreach (var table in new[] { "latents.csv", "latents.quality.csv" })
            File.WriteAllLines(_folder.File(table), File.ReadLines(_folder.File(table)).Take(1 + TinyProject.Frames + 3).ToArray());
        Assert.Equal(0, await _folder.Project("latents.csv"));
        Assert.Equal(whole, File.ReadAllLines(_folder.File("latents.csv")));
    }

    [Fact]
    public async Task Project_Tune_KeepsAGeneratorACineThatIsNearerAndThatSuperresShows()
    {
        Assert.Equal(0, await _folder.Project("plain.csv"));
        Assert.Equal(0, await _folder.Project("tuned.csv", "--tune"));
        Assert.Equal(
            ["cine-0001.safetensors", "cine-0002.safetensors"],
            Directory.GetFiles(_folder.File("tuned.tuning")).Select(Path.GetFileName).Order()
        );
        Assert.NotEqual(File.ReadAllText(_folder.File("plain.csv")), File.ReadAllText(_folder.File("tuned.csv")));
        double Mse(string table) =>
            File.ReadLines(_folder.File(table))
                .Skip(1)
                .Average(l => double.Parse(l.Split(',')[4], System.Globalization.CultureInfo.InvariantCulture));
        Assert.InRange(Mse("tuned.quality.csv") / Mse("plain.quality.csv"), 0, 0.8);

        Task<int> Finer(string latents, string folder) =>
            App.RunAsync([
                "superres",
                "--network",
                _folder.File("g.safetensors"),
                "--latents",
                _folder.File(latents),
                "--factor",
                "2",
                "--out",
                _folder.File(folder),
                "--device",
                "cpu",
            ]);
        Assert.Equal(0, await Finer("plain.csv", "a"));
        Assert.Equal(0, await Finer("tuned.csv", "b"));
        Assert.NotEqual(File.ReadAllBytes(_folder.File("a/S1-00.gif")), File.ReadAllBytes(_folder.File("b/S1-00.gif")));
        string[] Fit(string latents) =>
            ["trajectory", "fit", "--kind", "ed-to-es", "--latents", _folder.File(latents), "--out", _folder.File(latents + ".json")];
        Assert.Equal(0, await App.RunAsync(Fit("plain.csv")));
        Assert.Equal(2, await App.RunAsync(Fit("tuned.csv"))); // of as many generators as cines
        string One(int cine) => _folder.File($"tuned.tuning/cine-000{cine}.safetensors");
        var second = File.ReadAllBytes(One(2));
        File.Copy(One(1), One(2), overwrite: true);
        Assert.Equal(2, await Finer("tuned.csv", "c")); // another cine's
        File.Delete(One(2));
        Assert.Equal(2, await Finer("tuned.csv", "c"));
        Assert.Equal(2, await _folder.Project("tuned.csv", "--tune")); // nothing is left to do, but what it did is gone
        File.WriteAllBytes(One(2), second);
        Assert.Equal(0, await Finer("tuned.csv", "c"));
        Assert.Equal(0, await _folder.Project("tuned.csv", "--tune"));
    }

    [Fact]
    public async Task Superres_LatentsOfAnotherNetwork_AreRefused_AndSoIsWhatIsFittedToThem()
    {
        Assert.Equal(0, await _folder.Project("latents.csv"));
        string[] fit =
        [
            "trajectory",
            "fit",
            "--kind",
            "ed-to-es",
            "--latents",
            _folder.File("latents.csv"),
            "--out",
            _folder.File("m.json"),
        ];
        Assert.Equal(0, await App.RunAsync(fit));
        using (var other = TinyNetworks.Generator(seed: 2))
            GanCmri.Networks.Weights.NetworkFile.Save(_folder.File("other.safetensors"), other);

        Task<int> Finer(string network) =>
            App.RunAsync([
                "superres",
                "--network",
                _folder.File(network),
                "--latents",
                _folder.File("latents.csv"),
                "--out",
                _folder.File("a-" + network),
            ]);
        Task<int> Beat(string network) =>
            App.RunAsync([
                "trajectory",
                "apply",
                "--network",
                _folder.File(network),
                "--trajectory",
                _folder.File("m.json"),
                "--seeds",
                "1",
                "--frames",
                "3",
                "--out",
                _folder.File("b-" + network),
            ]);
        Assert.Equal((0, 0), (await Finer("g.safetensors"), await Beat("g.safetensors")));
        Assert.Equal((2, 2), (await Finer("other.safetensors"), await Beat("other.safetensors")));
        File.Delete(_folder.File("latents.csv.json")); // nothing tells then
        Assert.Equal(0, await Finer("other.safetensors"));
    }

    [Fact]
    public async Task Project_StoppedAndStartedAgain_GoesOnWithWhatIsMissing()
    {
        Assert.Equal(0, await _folder.Project("whole.csv"));
        Assert.Equal(0, await _folder.Project("part.csv"));
        // As Ctrl-C after the first cine leaves it.
        foreach (var name in new[] { "part.csv", "part.quality.csv" })
            File.WriteAllLines(_folder.File(name), File.ReadAllLines(_folder.File(name)).Take(1 + TinyProject.Frames).ToArray());
        Assert.Equal(0, await _folder.Project("part.csv"));
        var (whole, again) = (LatentCsv.Read(_folder.File("whole.csv")), LatentCsv.Read(_folder.File("part.csv")));
        Assert.Equal(whole.Frames.Select(f => (f.Subject, f.Frame)), again.Frames.Select(f => (f.Subject, f.Frame)));
        foreach (var (a, b) in whole.Frames.Zip(again.Frames))
            Assert.InRange(Golden.MaxError(a.W, b.W) / Golden.MaxAbs(a.W), 0, TestPrecision.Tolerance(1e-2, 0.1));
        Assert.Equal(App.BadInput, await _folder.Project("part.csv", "--space", "w+"));
    }

    [Fact]
    public async Task Project_UntunedOverWhatWasTuned_IsUntuned()
    {
        Assert.Equal(0, await _folder.Project("latents.csv", "--tune"));
        Assert.True(File.Exists(_folder.File("latents.tuning.csv")));
        Assert.Equal(App.BadInput, await _folder.Project("latents.csv"));
        File.Delete(_folder.File("latents.csv")); // as it says
        Assert.Equal(0, await _folder.Project("latents.csv"));
        Assert.False(File.Exists(_folder.File("latents.tuning.csv")));
        string[] fit = ["trajectory", "fit", "--kind", "ed-to-es", "--latents", _folder.File("latents.csv")];
        Assert.Equal(0, await App.RunAsync([.. fit, "--out", _folder.File("t.json")]));
        // The record decides, whatever lies beside it.
        File.WriteAllText(_folder.File("latents.tuning.csv"), "subject,series,slice,file\n");
        Assert.Equal(0, await App.RunAsync([.. fit, "--out", _folder.File("t.json")]));
    }

    [Fact]
    public async Task Project_StartedInOneLanguage_GoesOnInAnother_AndOtherOptionsAreNamed()
    {
        var (before, error) = (CultureInfo.CurrentCulture, Console.Error);
        using var said = new StringWriter();
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(0, await _folder.Project("latents.csv"));
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
            Assert.Equal(0, await _folder.Project("latents.csv"));
            Console.SetError(said);
            Assert.Equal(App.BadInput, await _folder.Project("latents.csv", "--space", "w+"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
            Console.SetError(error);
        }

        Assert.Contains("expected latents made with space = w-plus, to go on with, found w;", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Project_FramesOfAnotherSize_EndsWithBadInput()
    {
        using var other = new FrameStoreWriter(_folder.File("small"), 8);
        other.Add(new GrayImage(8, 8, new float[64]), new FrameRow { Subject = "S1", Series = "S1-00" });
        other.Finish(
            new FrameStoreInfo
            {
                Resolution = 8,
                FieldMm = 20,
                AssumedPixelMm = 1,
                Validation = 0,
                Seed = 1,
            },
            r => r
        );
        Assert.Equal(
            App.BadInput,
            await App.RunAsync([
                "project",
                "--network",
                _folder.File("g.safetensors"),
                "--data",
                _folder.File("small"),
                "--out",
                _folder.File("x.csv"),
                "--device",
                "cpu",
            ])
        );
        Assert.False(File.Exists(_folder.File("x.csv")));
    }

    [Fact]
    public async Task Project_OwnPerceptualNetwork_IsRecorded()
    {
        TorchScriptFile.Write(_folder.File("own.pt"), "torch.flatten(torch.adaptive_avg_pool2d(x, [4, 4]), 1)");
        Assert.Equal(0, await _folder.Project("own.csv", "--perceptual", _folder.File("own.pt")));
        Assert.Matches("\"perceptual\": \"own.pt sha256 [0-9a-f]{64}\"", File.ReadAllText(_folder.File("own.csv.json")));
        Assert.Equal(App.BadInput, await _folder.Project("own.csv"));
    }
}
