using GanCmri.Cli;
using GanCmri.Formats;
using GanCmri.Networks;
using GanCmri.Networks.Weights;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace GanCmri.Tests.Networks.Weights;

/// <summary>gancmri import, generate and inspect.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--z", "z", "ws_psi07", "img_psi07_none", "0.7", "none")]
    [InlineData("--z", "z", "ws_psi1", "img_psi1_const", "1", "const")]
    [InlineData("--latents", "wplus", "wplus", "img_wplus_const", "1", "const")]
    public async Task Generate_FromArrays_MeetsTheGolden(
        string option,
        string input,
        string latents,
        string images,
        string psi,
        string noise
    )
    {
        var io = Golden.Npz("ada64_cond_io.npz");
        NpyFile.Write(_folder.File("in.npy"), io[input]);
        NpyFile.Write(_folder.File("c.npy"), io["c"]);
        string[] label = option == "--z" ? ["--class", _folder.File("c.npy")] : [];
        Assert.Equal(
            0,
            await App.RunAsync(["import", Golden.Path("ada64_cond.pkl"), "--out", _folder.File("m.safetensors"), "--network", "G_ema"])
        );
        foreach (var network in new[] { Golden.Path("ada64_cond.pkl"), _folder.File("m.safetensors") })
        {
            Assert.Equal(
                0,
                await App.RunAsync([
                    "generate",
                    "--network",
                    network,
                    option,
                    _folder.File("in.npy"),
                    .. label,
                    "--trunc",
                    psi,
                    "--noise",
                    noise,
                    "--out",
                    _folder.File("images.npy"),
                    "--latents-out",
                    _folder.File("ws.npy"),
                    "--device",
                    "cpu",
                ])
            );
            Tensors.Equal(io[latents], Tensors.Of(NpyFile.Read(_folder.File("ws.npy"))), 1e-5, latents);
            Tensors.Equal(io[images], Tensors.Of(NpyFile.Read(_folder.File("images.npy"))), 3e-5, images);
        }
    }

    [Fact]
    public async Task Generate_FromSeeds_WritesNamedPicturesAndAGrid()
    {
        using (var generator = new StyleGan2Generator(NetworkFileTests.Small, NetworkFileTests.Random(1)))
            NetworkFile.Save(_folder.File("m.safetensors"), generator);
        var folder = _folder.File("out");
        Assert.Equal(
            0,
            await App.RunAsync([
                "generate",
                "--network",
                _folder.File("m.safetensors"),
                "--seeds",
                "0-2,7",
                "--trunc",
                "0.7",
                "--outdir",
                folder,
                "--out",
                _folder.File("i.npy"),
            ])
        );
        Assert.Equal(
            [".run.json", "grid.png", "seed0000.png", "seed0001.png", "seed0002.png", "seed0007.png"],
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        using var grid = Image.Load(Path.Combine(folder, "grid.png"));
        Assert.Equal((16, 16), (grid.Width, grid.Height));
        using var last = Image.Load<L8>(Path.Combine(folder, "seed0007.png"));
        var values = NpyFile.Read(_folder.File("i.npy")).As<float>()[(3 * 64)..];
        Assert.Equal(
            values.Select(v => (byte)Math.Clamp(v * 127.5f + 128, 0, 255)),
            Enumerable.Range(0, 64).Select(i => last[i % 8, i / 8].PackedValue)
        );
    }

    [Fact]
    public async Task Generate_OneSeedAloneOrAmongMany_GivesTheSameImage()
    {
        using (var generator = new StyleGan2Generator(NetworkFileTests.Small, NetworkFileTests.Random(1)))
            NetworkFile.Save(_folder.File("m.safetensors"), generator);
        foreach (var (seeds, file) in new[] { ("0-19", "many.npy"), ("13", "one.npy") })
            Assert.Equal(
                0,
                await App.RunAsync(["generate", "--network", _folder.File("m.safetensors"), "--seeds", seeds, "--out", _folder.File(file)])
            );
        var many = NpyFile.Read(_folder.File("many.npy")).As<float>();
        Assert.InRange(Golden.MaxError(NpyFile.Read(_folder.File("one.npy")).As<float>(), many.AsSpan(13 * 64, 64)), 0, 1e-5);
    }

    [Fact]
    public async Task Generate_LatentsToFolder_WritesACine()
    {
        using (var generator = new StyleGan2Generator(NetworkFileTests.Small, NetworkFileTests.Random(1)))
            NetworkFile.Save(_folder.File("m.safetensors"), generator);
        NpyFile.Write(
            _folder.File("w.npy"),
            NpyArray.Of(
                new float[3 * 6]
                    .Select((_, i) => (float)Math.Sin(i))
                    .ToArray(),
                3,
                6
            )
        );
        Assert.Equal(
            0,
            await App.RunAsync([
                "generate",
                "--network",
                _folder.File("m.safetensors"),
                "--latents",
                _folder.File("w.npy"),
                "--outdir",
                _folder.File("out"),
            ])
        );
        using var cine = Image.Load(_folder.File("out/cine.gif"));
        Assert.Equal(3, cine.Frames.Count);
        Assert.Equal(4, cine.Frames[0].Metadata.GetGifMetadata().FrameDelay);
    }

    [Theory]
    [InlineData("generate", "--seeds", "5-1", "--outdir", "x", "--network")]
    [InlineData("generate", "--z", "nowhere.npy", "--class", "1", "--out", "x.npy", "--network")]
    [InlineData("generate", "--seeds", "1", "--out", "x.npy", "--network")] // Conditional, and no class.
    [InlineData("generate", "--seeds", "1", "--class", "3", "--out", "x.npy", "--network")]
    [InlineData("generate", "--seeds", "1", "--class", "1", "--network")]
    [InlineData("import", "--network", "E", "--out", "x.safetensors")]
    public async Task Verb_BadInput_EndsWithCode2(params string[] arguments) =>
        Assert.Equal(App.BadInput, await App.RunAsync([.. arguments, Golden.Path("ada64_cond.pkl")]));

    [Fact]
    public async Task Inspect_PickleSafetensorsAndArray_PrintsOptionsAndSizes()
    {
        await App.RunAsync(["import", Golden.Path("ada64_cond.pkl"), "--out", _folder.File("m.safetensors"), "--half", "--licence", "CC0"]);
        NpyFile.Write(_folder.File("a.npy"), NpyArray.Of([3.0, -4.0], 1, 2));
        Assert.Contains("layer_features           72", await Print("inspect", Golden.Path("ada64_cond.pkl")), StringComparison.Ordinal);
        var text = await Print("inspect", _folder.File("m.safetensors"));
        Assert.Contains("licence                  CC0", text, StringComparison.Ordinal);
        Assert.Contains("conv_clamp               2.5", text, StringComparison.Ordinal);
        Assert.Contains("stored as                F16", text, StringComparison.Ordinal);
        Assert.Contains("norm 5", await Print("inspect", _folder.File("a.npy")), StringComparison.Ordinal);
    }

    private static async Task<string> Print(params string[] arguments)
    {
        var before = Console.Out;
        using var text = new StringWriter();
        Console.SetOut(text);
        try
        {
            Assert.Equal(0, await App.RunAsync(arguments));
        }
        finally
        {
            Console.SetOut(before);
        }

        return text.ToString();
    }
}
