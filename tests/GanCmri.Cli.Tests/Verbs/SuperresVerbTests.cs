using GanCmri.Imaging.Store;
using GanCmri.Studies.Generation;
using GanCmri.Trajectories.Tables;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace GanCmri.Cli.Tests.Verbs;

/// <summary>superres of projected cines of a tiny network.</summary>
[Trait(TestPrecision.Trait, TestPrecision.Both)]
public sealed class SuperresVerbTests : IDisposable
{
    private readonly TinyProject _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Superres_NamesThatDifferInCapitalsOrMeetANumber_AreFilesOfTheirOwn()
    {
        string[] series = ["sax", "SAX", "sax-2", "sax"];
        File.WriteAllText(
            _folder.File("l.csv"),
            $"subject,series,slice,frame,{string.Join(',', Enumerable.Range(0, 16).Select(i => $"w{i}"))}\n"
                + string.Concat(
                    series.SelectMany(
                        (s, i) => Enumerable.Range(0, 3).Select(f => $"P{i},{s},0,{f},{string.Join(',', Enumerable.Repeat(f, 16))}\n")
                    )
                )
        );
        string[] files = ["--network", _folder.File("g.safetensors"), "--latents", _folder.File("l.csv"), "--out", _folder.File("names")];
        Assert.Equal(0, await App.RunAsync(["superres", .. files]));
        var names = Directory.GetFiles(_folder.File("names"), "*.gif").Select(Path.GetFileName).ToArray();
        Assert.Equal(series.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains("sax.gif", names);
    }

    [Fact]
    public async Task Doubts_LatentsWithoutRecordOrOtherFrames_AreTold()
    {
        Assert.Equal(0, await _folder.Project("latents.csv"));
        SuperResolutionOptions Options(string latents, string? data) =>
            new()
            {
                Network = _folder.File("g.safetensors"),
                Latents = _folder.File(latents),
                Data = data is null ? null : _folder.File(data),
                Folder = _folder.File("cines"),
            };
        Assert.Empty(CineSuperResolution.Doubts(Options("latents.csv", "store")));
        File.Copy(_folder.File("latents.csv"), _folder.File("alone.csv"));
        Assert.Contains("no record", CineSuperResolution.Doubts(Options("alone.csv", null)).Single(), StringComparison.Ordinal);
        Directory.CreateDirectory(_folder.File("other"));
        foreach (var file in Directory.GetFiles(_folder.File("store")))
            File.Copy(file, Path.Combine(_folder.File("other"), Path.GetFileName(file)));
        var pixels = File.ReadAllBytes(_folder.File("other/frames.bin"));
        pixels[5] ^= 255;
        File.WriteAllBytes(_folder.File("other/frames.bin"), pixels);
        Assert.Contains("are others", CineSuperResolution.Doubts(Options("latents.csv", "other")).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Superres_SeriesOfOneName_AreNumbered()
    {
        Assert.Equal(0, await _folder.Project("latents.csv"));
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
            Directory.GetFiles(_folder.File("cines"), "*.gif").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)
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
    public async Task Superres_OtherLatentsOrFactorIntoOneFolder_AreRefused()
    {
        Assert.Equal(0, await _folder.Project("latents.csv"));
        var one = File.ReadLines(_folder.File("latents.csv")).Take(1 + TinyProject.Frames).ToArray();
        File.WriteAllLines(_folder.File("one.csv"), one);
        Task<int> Finer(string latents, string factor) =>
            App.RunAsync([
                "superres",
                "--network",
                _folder.File("g.safetensors"),
                "--latents",
                _folder.File(latents),
                "--factor",
                factor,
                "--out",
                _folder.File("cines"),
                "--device",
                "cpu",
            ]);
        Assert.Equal(0, await Finer("latents.csv", "2"));
        Assert.Equal((App.BadInput, App.BadInput), (await Finer("one.csv", "2"), await Finer("latents.csv", "4")));
        Assert.Equal(2 * TinyProject.Frames, TinyProject.FrameCount(_folder.File("cines/S1-00.gif")));
        Assert.Equal(0, await Finer("latents.csv", "2"));
    }

    [Fact]
    public async Task Superres_DroppedFramesAndTheirStore_KeepsTheRealFramesAndRestoresTheOthers()
    {
        Assert.Equal(0, await _folder.Project("latents.csv"));
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
        Assert.Equal(TinyProject.Frames + 1, cine.Frames.Count);
        using var store = FrameStore.Open(_folder.File("store"));
        for (var t = 0; t < TinyProject.Frames; t += 2)
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
}
