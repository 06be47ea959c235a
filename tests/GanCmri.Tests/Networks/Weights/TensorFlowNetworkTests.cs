using GanCmri.Cli;
using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Tests.Formats.Pickles;
using static GanCmri.Tests.Networks.Weights.TensorFlowPickle;
using static TorchSharp.torch;

namespace GanCmri.Tests.Networks.Weights;

/// <summary>Variants of TensorFlow networks that no golden file has, with results worked out by hand.</summary>
public sealed class TensorFlowNetworkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LoadGenerator_WithLabels_NormalisesLatentAndLabelTogether(bool import)
    {
        using var g = NetworkFile.LoadGenerator(Pickle(import, "G_ema", [], []));
        // (z, c W) = (3, 0, 0, 4) has the mean square 25 / 4; so x = (1.2, 0, 0, 1.6), and with weights over sqrt 4: w = (1.4 + 0.1, -0.2).
        var w = g.Mapping.Forward(Row(3, 0), Row(0, 1));
        Assert.Equal([1.5f, -0.2f], Tensors.Values(w)[..2], (a, b) => Math.Abs(a - b) < 1e-6);
        // Truncated half of the way to the mean (1, 2).
        Assert.Equal(
            [1.25f, 0.9f],
            Tensors.Values(g.Mapping.Forward(Row(3, 0), Row(0, 1), psi: 0.5))[..2],
            (a, b) => Math.Abs(a - b) < 1e-6
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LoadDiscriminator_WithLabels_WeighsOneLogitForEachClass(bool import)
    {
        using var d = NetworkFile.LoadDiscriminator(Pickle(import, "D", [], []));
        Assert.Equal([0.5f * 5 + 2 * 7], Tensors.Values(d.Forward(zeros(1, 1, 8, 8), Row(0.5f, 2))));
    }

    [Fact]
    public void Load_FeatureMapsThatDecay_AreCountedAsTensorFlowDoes()
    {
        using var g = NetworkFile.LoadGenerator(Pickle(false, "G", [], []));
        using var d = NetworkFile.LoadDiscriminator(Pickle(false, "D", [], []));
        Assert.Equal((4, 2), (g.Options.FeatureMaps(4), g.Options.FeatureMaps(8))); // 16 / 2^2; 16 / 2^4 = 1, at least 2.
        Assert.Equal((4, 2, 8), (d.Options.FeatureMaps(4), d.Options.FeatureMaps(8), d.Options.FcFeatures)); // 16 / 2^0, at most 8.
    }

    [Fact]
    public async Task Inspect_PrintsTheOptions()
    {
        using var output = new StringWriter();
        var console = Console.Out;
        Console.SetOut(output);
        try
        {
            Assert.Equal(0, await App.RunAsync(["inspect", Pickle(false, "D", [], [])]));
        }
        finally
        {
            Console.SetOut(console);
        }

        foreach (
            var option in new[]
            {
                "conditioning             concatenated",
                "channel_decay            2",
                "channel_min              2",
                "fc_features              8",
                "c_dim                    2",
            }
        )
            Assert.Contains(option, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Import_ThenSaveAgain_GivesTheSameBytes()
    {
        var file = Pickle(true, "G_ema", [], []);
        using var g = NetworkFile.LoadGenerator(file);
        NetworkFile.Save(_folder.File("again.safetensors"), g, NetworkFile.Describe(file).Notes);
        Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(_folder.File("again.safetensors")));
    }

    [Theory]
    [InlineData("truncation_psi", null)]
    [InlineData("truncation_cutoff", 8)]
    [InlineData("dlatent_avg_beta", null)]
    [InlineData("style_mixing_prob", 0.9)]
    [InlineData("randomize_noise", true)]
    [InlineData("fused_modconv", false)]
    [InlineData("resolution_h", 8)]
    [InlineData("resolution_w", 8)]
    public void LoadGenerator_OptionsThatDoNotMatterHere_AreAccepted(string option, object? value) =>
        NetworkFile.LoadGenerator(Pickle(false, "G", new() { [option] = value }, [])).Dispose();

    [Theory]
    [InlineData("normalize_latents", false)]
    [InlineData("dtype", "float16")]
    [InlineData("resolution_h", 16)]
    [InlineData("fmap_const", 4)]
    [InlineData("fmap_base", 0.5)]
    [InlineData("nonlinearity", "mish")]
    [InlineData("architecture", "unet")]
    public void LoadGenerator_OptionWeDoNotKnow_IsNamed(string option, object value) =>
        Assert.Contains(
            value as string is "mish" or "unet" ? (string)value : option,
            Assert.Throws<InputException>(() => NetworkFile.LoadGenerator(Pickle(false, "G", new() { [option] = value }, []))).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("use_pagan", true)]
    [InlineData("use_spectral_norm", true)]
    [InlineData("score_max", 2)]
    public void LoadDiscriminator_OptionWeDoNotKnow_IsNamed(string option, object value) =>
        Assert.Contains(
            option,
            Assert.Throws<InputException>(() => NetworkFile.LoadDiscriminator(Pickle(false, "D", [], new() { [option] = value }))).Message,
            StringComparison.Ordinal
        );

    private static Tensor Row(params float[] values) => tensor(values).reshape(1, -1);

    /// <summary>8 x 8, two classes, z and w of length 2, one linear mapping layer; weights of convolutions are 0.</summary>
    private string Pickle(bool import, string network, Dictionary<string, object?> generator, Dictionary<string, object?> discriminator)
    {
        Dictionary<string, object?> options = new()
        {
            ["num_channels"] = 1,
            ["resolution"] = 8,
            ["label_size"] = 2,
            ["fmap_base"] = 16,
            ["fmap_decay"] = 2.0,
            ["fmap_min"] = 2,
            ["fmap_max"] = 8,
        };
        var g = options
            .Concat(
                new Dictionary<string, object?>
                {
                    ["latent_size"] = 2,
                    ["dlatent_size"] = 2,
                    ["mapping_layers"] = 1,
                    ["mapping_lrmul"] = 1,
                    ["mapping_nonlinearity"] = "linear",
                }
            )
            .Where(o => !generator.ContainsKey(o.Key))
            .Concat(generator)
            .ToDictionary();
        var mapping = Network(
            "G_mapping",
            new(g) { ["dlatent_broadcast"] = 4 },
            new()
            {
                ["LabelConcat/weight"] = Array([2, 2], 9, 9, 0, 4),
                ["Dense0/weight"] = Array([4, 2], 1, 1, 1, 0, 1, 0, 1, -1),
                ["Dense0/bias"] = Array([2], 0.1f, 0),
            }
        );
        Dictionary<string, PyCall> synthesis = new()
        {
            ["noise0"] = Array([1, 1, 4, 4], 0),
            ["noise1"] = Array([1, 1, 8, 8], 0),
            ["noise2"] = Array([1, 1, 8, 8], 0),
            ["4x4/Const/const"] = Array([1, 4, 4, 4], 0),
        };
        foreach (
            var (layer, inputs, outputs) in new[]
            {
                ("4x4/Conv", 4, 4),
                ("8x8/Conv0_up", 4, 2),
                ("8x8/Conv1", 2, 2),
                ("4x4/ToRGB", 4, 1),
                ("8x8/ToRGB", 2, 1),
            }
        )
        {
            var side = outputs == 1 ? 1 : 3;
            synthesis[layer + "/weight"] = Array([side, side, inputs, outputs], 0);
            synthesis[layer + "/mod_weight"] = Array([2, inputs], 0);
            synthesis[layer + "/mod_bias"] = Array([inputs], 0);
            synthesis[layer + "/bias"] = Array([outputs], 0);
            if (side == 3)
                synthesis[layer + "/noise_strength"] = Array([], 0);
        }

        Dictionary<string, PyCall> d = [];
        foreach (
            var (layer, side, inputs, outputs) in new[]
            {
                ("8x8/FromRGB", 1, 1, 2),
                ("8x8/Conv0", 3, 2, 2),
                ("8x8/Conv1_down", 3, 2, 4),
                ("8x8/Skip", 1, 2, 4),
                ("4x4/Conv", 3, 5, 4),
            }
        )
        {
            d[layer + "/weight"] = Array([side, side, inputs, outputs], 0);
            if (layer != "8x8/Skip")
                d[layer + "/bias"] = Array([outputs], 0);
        }

        d["4x4/Dense0/weight"] = Array([64, 8], 0);
        d["4x4/Dense0/bias"] = Array([8], 0);
        d["Output/weight"] = Array([8, 2], 0);
        d["Output/bias"] = Array([2], 5, 7);
        var path = _folder.File("a.pkl");
        File.WriteAllBytes(
            path,
            Bytes(
                Network(
                    "G_main",
                    g,
                    new() { ["lod"] = Array([], 0), ["dlatent_avg"] = Array([2], 1, 2) },
                    new() { ["synthesis"] = Network("G_synthesis_stylegan2", g, synthesis), ["mapping"] = mapping }
                ),
                Network("D_stylegan2", options.Concat(discriminator).ToDictionary(), d)
            )
        );
        if (!import)
            return path;
        var file = _folder.File("a.safetensors");
        NetworkFile.Import(path, file, network);
        return file;
    }
}
