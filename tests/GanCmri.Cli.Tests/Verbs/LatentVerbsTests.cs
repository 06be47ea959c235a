using GanCmri.Formats;
using GanCmri.Latents;
using GanCmri.Networks.Weights;
using GanCmri.Trajectories.Directions;
using GanCmri.Trajectories.Tables;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace GanCmri.Cli.Tests.Verbs;

/// <summary>generate, trajectory and direction, and all latent verbs one after the other.</summary>
[Trait(TestPrecision.Trait, TestPrecision.Both)]
public sealed class LatentVerbsTests : IDisposable
{
    private readonly TinyProject _folder = new();

    public void Dispose() => _folder.Dispose();

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
    public async Task Verbs_OneAfterTheOther_LeadFromFramesToCines()
    {
        Assert.Equal(0, await _folder.Project("latents.npy", "--quality", _folder.File("quality.csv")));
        var table = LatentCsv.Read(_folder.File("latents.csv"));
        Assert.Equal(2 * TinyProject.Frames, table.Frames.Count);
        Assert.Equal([2 * TinyProject.Frames, 16], NpyFile.Read(_folder.File("latents.npy")).Shape);
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

        Assert.Equal(1 + 2 * TinyProject.Frames, File.ReadLines(_folder.File("quality.csv")).Count());
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

        Task<int> Beat(string seeds, string frames) =>
            App.RunAsync([
                "trajectory",
                "apply",
                "--network",
                _folder.File("g.safetensors"),
                "--trajectory",
                _folder.File("periodic.json"),
                "--seeds",
                seeds,
                "--frames",
                frames,
                "--out",
                _folder.File("periodic"),
                "--device",
                "cpu",
            ]);
        Assert.Equal((0, App.BadInput), (await Beat("4", "6"), await Beat("5", "7"))); // more cines, but none of other frames
        Assert.False(File.Exists(_folder.File("periodic/seed0005.gif")));

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
        Assert.Equal(2 * TinyProject.Frames, TinyProject.FrameCount(Path.Combine(_folder.File("fine"), "S1-00.gif")));
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
            Assert.Equal(4, TinyProject.FrameCount(Path.Combine(_folder.File(kind), "seed0000.gif")));
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
}
