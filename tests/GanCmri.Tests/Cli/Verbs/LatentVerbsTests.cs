using GanCmri.Cli;
using GanCmri.Formats;
using GanCmri.Imaging;
using GanCmri.Imaging.Store;
using GanCmri.Latents;
using GanCmri.Networks.Weights;
using GanCmri.Tests.Evaluation;
using GanCmri.Tests.Latents;
using GanCmri.Trajectories.Directions;
using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Tables;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace GanCmri.Tests.Cli.Verbs;

/// <summary>project, trajectory, direction and superres, one after the other on a tiny network and two made-up cines.</summary>
[Trait(TestPrecision.Trait, TestPrecision.Both)]
public sealed class LatentVerbsTests : IDisposable
{
    private const int Frames = 9;
    private readonly TemporaryFolder _folder = new();

    public LatentVerbsTests()
    {
        using var network = TinyNetworks.Generator();
        NetworkFile.Save(_folder.File("g.safetensors"), network);
        using var writer = new FrameStoreWriter(_folder.File("store"), 16);
        foreach (var subject in new uint[] { 1, 2 })
        {
            var ends = LatentImages.OfSeeds(network, [subject, subject + 10], 0.7);
            var motion = new EdToEs([.. ends[1].Zip(ends[0], (b, a) => b - a)]).Cine(ends[0], Frames);
            foreach (var (image, frame) in LatentImages.Render(network, motion).Select((x, i) => (x, i)))
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

    public void Dispose() => _folder.Dispose();

    private Task<int> Project(string output, params string[] more) =>
        App.RunAsync([
            "project",
            "--network",
            _folder.File("g.safetensors"),
            "--data",
            _folder.File("store"),
            "--out",
            _folder.File(output),
            "--steps",
            "30",
            "--device",
            "cpu",
            .. TestPrecision.Arguments,
            .. more,
        ]);

    [Fact]
    public async Task Generate_MoreThanAreHeldAtOnce_GivesTheImagesOfFewAtATime()
    {
        string[] common = ["generate", "--network", _folder.File("g.safetensors"), "--device", "cpu", "--noise", "random"];
        Assert.Equal(
            0,
            await App.RunAsync([.. common, "--seeds", "0-1029", "--out", _folder.File("many.npy"), "--outdir", _folder.File("pictures")])
        );
        Assert.Equal(0, await App.RunAsync([.. common, "--seeds", "1020-1029", "--seed", "1021", "--out", _folder.File("few.npy")]));
        var (many, few) = (NpyFile.Read(_folder.File("many.npy")), NpyFile.Read(_folder.File("few.npy")));
        Assert.Equal(few.ToFloats(), many.ToFloats()[^few.ToFloats().Length..]);
        Assert.Equal(1031, Directory.GetFiles(_folder.File("pictures"), "*.png").Length);
        Assert.Equal(2, await App.RunAsync([.. common, "--seeds", "0", "--trunc-cutoff", "-1", "--out", _folder.File("x.npy")]));
    }

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
    public async Task Project_Tune_KeepsAGeneratorACineThatIsNearerAndThatSuperresShows()
    {
        Assert.Equal(0, await Project("plain.csv"));
        Assert.Equal(0, await Project("tuned.csv", "--tune"));
        Assert.Equal(
            ["cine-0001.safetensors", "cine-0002.safetensors"],
            Directory.GetFiles(_folder.File("tuned.tuning")).Select(Path.GetFileName).Order()
        );
        Assert.Equal(File.ReadAllText(_folder.File("plain.csv")), File.ReadAllText(_folder.File("tuned.csv")));
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
        File.Delete(_folder.File("tuned.tuning/cine-0002.safetensors"));
        Assert.Equal(2, await Finer("tuned.csv", "c"));
    }

    [Fact]
    public async Task Superres_SeriesOfOneName_AreNumbered()
    {
        Assert.Equal(0, await Project("latents.csv"));
        File.WriteAllText(
            _folder.File("same.csv"),
            File.ReadAllText(_folder.File("latents.csv"))
                .Replace("S1-00", "sax", StringComparison.Ordinal)
                .Replace("S2-00", "sax", StringComparison.Ordinal)
        );
        Assert.Equal(
            0,
            await App.RunAsync([
                "superres",
                "--network",
                _folder.File("g.safetensors"),
                "--latents",
                _folder.File("same.csv"),
                "--out",
                _folder.File("cines"),
                "--device",
                "cpu",
            ])
        );
        Assert.Equal(
            ["sax-2.gif", "sax.gif"],
            Directory.GetFiles(_folder.File("cines")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)
        );
        var lines = File.ReadAllLines(_folder.File("latents.csv"));
        lines[3] = lines[3][..(lines[3].LastIndexOf(',') + 1)] + "NaN";
        File.WriteAllLines(_folder.File("nan.csv"), lines);
        Assert.Equal(
            2,
            await App.RunAsync([
                "trajectory",
                "fit",
                "--latents",
                _folder.File("nan.csv"),
                "--kind",
                "ed-es",
                "--out",
                _folder.File("t.json"),
            ])
        );
    }

    [Fact]
    public async Task Verbs_OneAfterTheOther_LeadFromFramesToCines()
    {
        Assert.Equal(0, await Project("latents.npy", "--quality", _folder.File("quality.csv")));
        var table = LatentCsv.Read(_folder.File("latents.csv"));
        Assert.Equal(2 * Frames, table.Frames.Count);
        Assert.Equal([2 * Frames, 16], NpyFile.Read(_folder.File("latents.npy")).Shape);
        // As many frames as the network has layers are still frames.
        using (var network = NetworkFile.LoadGenerator(_folder.File("g.safetensors")))
        {
            NpyFile.Write(
                _folder.File("few.npy"),
                NpyArray.Of([.. table.Frames.Take(network.NumWs).SelectMany(f => f.W)], network.NumWs, 16)
            );
            Assert.Equal(
                0,
                await App.RunAsync([
                    "generate",
                    "--network",
                    _folder.File("g.safetensors"),
                    "--latents",
                    _folder.File("few.npy"),
                    "--out",
                    _folder.File("few-images.npy"),
                    "--device",
                    "cpu",
                ])
            );
            Assert.Equal(network.NumWs, NpyFile.Read(_folder.File("few-images.npy")).Shape[0]);
        }

        Assert.Equal(1 + 2 * Frames, File.ReadLines(_folder.File("quality.csv")).Count());
        foreach (var kind in new[] { "ed-to-es", "frame-to-frame", "periodic", "ed-es", "frame" })
        {
            var file = _folder.File(kind + ".json");
            Assert.Equal(
                0,
                await App.RunAsync(["trajectory", "fit", "--latents", _folder.File("latents.csv"), "--kind", kind, "--out", file])
            );
            Assert.Equal(0, await App.RunAsync(["trajectory", "show", file]));
            Assert.Equal(
                0,
                await App.RunAsync([
                    "trajectory",
                    "apply",
                    "--network",
                    _folder.File("g.safetensors"),
                    "--trajectory",
                    file,
                    "--seeds",
                    "3",
                    "--frames",
                    "6",
                    "--out",
                    _folder.File(kind),
                    "--device",
                    "cpu",
                ])
            );
            Assert.True(File.Exists(Path.Combine(_folder.File(kind), "seed0003.gif")));
        }

        File.WriteAllLines(_folder.File("p.csv"), ["subject,slice,frame,area", "S1,0,0,10", "S2,0,0,20"]);
        Assert.Equal(
            0,
            await App.RunAsync([
                "direction",
                "fit",
                "--latents",
                _folder.File("latents.csv"),
                "--phenotypes",
                _folder.File("p.csv"),
                "--column",
                "area",
                "--out",
                _folder.File("area.npy"),
            ])
        );
        float[] difference =
        [
            .. table
                .Frames.Single(f => f is { Subject: "S2", Frame: 0 })
                .W.Zip(table.Frames.Single(f => f is { Subject: "S1", Frame: 0 }).W, (b, a) => b - a),
        ];
        Assert.True(Golden.MaxError(DirectionFile.ReadVector(_folder.File("area.npy")), difference) < 1e-6);
        Assert.Equal(
            0,
            await App.RunAsync([
                "superres",
                "--network",
                _folder.File("g.safetensors"),
                "--latents",
                _folder.File("latents.csv"),
                "--out",
                _folder.File("fine"),
                "--device",
                "cpu",
            ])
        );
        Assert.Equal(2 * Frames, FrameCount(Path.Combine(_folder.File("fine"), "S1-00.gif")));
    }

    [Fact]
    public async Task Superres_DroppedFramesAndTheirStore_KeepsTheRealFramesAndRestoresTheOthers()
    {
        Assert.Equal(0, await Project("latents.csv"));
        var table = LatentCsv.Read(_folder.File("latents.csv"));
        LatentCsv.Write(_folder.File("kept.csv"), new LatentTable([.. table.Frames.Where(f => f.Frame % 2 == 0)]));
        string[] command =
        [
            "superres",
            "--network",
            _folder.File("g.safetensors"),
            "--latents",
            _folder.File("kept.csv"),
            "--data",
            _folder.File("store"),
            "--out",
            _folder.File("whole"),
            "--device",
            "cpu",
        ];
        Assert.Equal(0, await App.RunAsync(command));
        using var cine = Image.Load<L8>(Path.Combine(_folder.File("whole"), "S1-00.gif"));
        Assert.Equal(Frames + 1, cine.Frames.Count);
        using var store = FrameStore.Open(_folder.File("store"));
        for (var t = 0; t < Frames; t += 2)
        {
            var frame = cine.Frames[t];
            var shown = Enumerable.Range(0, frame.Width * frame.Height).Select(i => frame[i % frame.Width, i / frame.Width].PackedValue);
            Assert.True(
                shown.Zip(store.Read(t).Pixels).Max(p => Math.Abs(p.First - (127.5 * Math.Clamp(p.Second, -1, 1) + 128))) < 2,
                $"frame {t}"
            );
        }

        Assert.Equal(App.BadInput, await App.RunAsync([.. command, "--method", "t-pca"]));
    }

    [Fact]
    public async Task Project_StoppedAndStartedAgain_GoesOnWithWhatIsMissing()
    {
        Assert.Equal(0, await Project("whole.csv"));
        Assert.Equal(0, await Project("part.csv"));
        // As Ctrl-C after the first cine leaves it.
        foreach (var name in new[] { "part.csv", "part.quality.csv" })
            File.WriteAllLines(_folder.File(name), File.ReadAllLines(_folder.File(name)).Take(1 + Frames).ToArray());
        Assert.Equal(0, await Project("part.csv"));
        var (whole, again) = (LatentCsv.Read(_folder.File("whole.csv")), LatentCsv.Read(_folder.File("part.csv")));
        Assert.Equal(whole.Frames.Select(f => (f.Subject, f.Frame)), again.Frames.Select(f => (f.Subject, f.Frame)));
        foreach (var (a, b) in whole.Frames.Zip(again.Frames))
            Assert.InRange(Golden.MaxError(a.W, b.W) / Golden.MaxAbs(a.W), 0, TestPrecision.Tolerance(1e-2, 0.1));
        Assert.Equal(App.BadInput, await Project("part.csv", "--space", "w+"));
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
        Assert.Equal(0, await Project("own.csv", "--perceptual", _folder.File("own.pt")));
        Assert.Matches("\"perceptual\": \"own.pt sha256 [0-9a-f]{64}\"", File.ReadAllText(_folder.File("own.csv.json")));
        Assert.Equal(App.BadInput, await Project("own.csv"));
    }

    [Fact]
    public async Task ReleasedFolder_BroadcastOverLayers_MovesAndGuidesSubjects()
    {
        // As GANcMRI's files are: [1, layers, WDim], the layers alike.
        foreach (var (name, k) in new[] { "01", "12", "23", "time", "lv_area" }.Select((n, i) => (n, i)))
        {
            float[] w = [.. Enumerable.Range(0, 16).Select(i => MathF.Sin(i + 5 * k))];
            NpyFile.Write(_folder.File($"released/{name}.npy"), NpyArray.Of([.. Enumerable.Repeat(w, 6).SelectMany(x => x)], 1, 6, 16));
        }

        foreach (var kind in new[] { "ed-es", "frame", "ed-to-es", "frame-to-frame" })
        {
            Assert.Equal(
                0,
                await App.RunAsync([
                    "trajectory",
                    "apply",
                    "--network",
                    _folder.File("g.safetensors"),
                    "--trajectory",
                    _folder.File("released"),
                    "--kind",
                    kind,
                    "--seeds",
                    "0",
                    "--frames",
                    "4",
                    "--out",
                    _folder.File(kind),
                    "--device",
                    "cpu",
                ])
            );
            Assert.Equal(4, FrameCount(Path.Combine(_folder.File(kind), "seed0000.gif")));
        }

        Assert.Equal(0, await Guide("lv_area.npy"));
        using var picture = Image.Load<L8>(_folder.File("guided.png"));
        Assert.Equal((3 * 16, 2 * 16), (picture.Width, picture.Height));
        // The middle column is c = 0.5: the same as without the direction but for half of it.
        using var network = NetworkFile.LoadGenerator(_folder.File("g.safetensors"));
        float[] time = DirectionFile.ReadVector(_folder.File("released/time.npy")),
            area = DirectionFile.ReadVector(_folder.File("released/lv_area.npy"));
        var expected = LatentImages.Render(
            network,
            [.. LatentImages.OfSeeds(network, [1], 0.7).Select(w => w.Select((x, i) => x - 0.7f * time[i] + 0.5f * area[i]).ToArray())]
        )[0];
        var row = Enumerable.Range(0, 16).Select(x => (float)picture[16 + x, 3].PackedValue);
        Assert.All(
            row.Zip(expected[(3 * 16)..(4 * 16)], (found, v) => Math.Abs(found - Math.Clamp(v * 127.5f + 128, 0, 255))),
            d => Assert.True(d < 1.5)
        );

        NpyFile.Write(_folder.File("released/wide.npy"), NpyArray.Of(new float[17], 17));
        File.Delete(_folder.File("guided.png"));
        Assert.Equal(App.BadInput, await Guide("wide.npy"));
        Assert.False(File.Exists(_folder.File("guided.png")));

        Task<int> Guide(string file) =>
            App.RunAsync([
                "direction",
                "apply",
                "--network",
                _folder.File("g.safetensors"),
                "--direction",
                _folder.File("released/" + file),
                "--ed-es",
                _folder.File("released/time.npy"),
                "--seeds",
                "1,2",
                "--count",
                "3",
                "--out",
                _folder.File("guided.png"),
                "--device",
                "cpu",
            ]);
    }

    [Fact]
    public async Task Fit_MissingLatents_EndsWithBadInput()
    {
        Assert.Equal(
            App.BadInput,
            await App.RunAsync(["trajectory", "fit", "--latents", _folder.File("none.csv"), "--out", _folder.File("t.json")])
        );
        Assert.False(File.Exists(_folder.File("t.json")));
    }

    private static int FrameCount(string gif)
    {
        using var cine = Image.Load<L8>(gif);
        return cine.Frames.Count;
    }
}
