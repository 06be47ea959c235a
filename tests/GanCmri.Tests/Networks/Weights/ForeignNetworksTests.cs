using GanCmri.Cli;
using GanCmri.Formats;
using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Tests.Formats.Pickles;
using TorchSharp;

namespace GanCmri.Tests.Networks.Weights;

/// <summary>Networks beside strangers, networks of other programs, and weights that are no numbers.</summary>
public sealed class ForeignNetworksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LoadGenerator_BesideADiscriminatorOfAnotherPackage_GivesTheSameWeights()
    {
        using var made = new StyleGan2Generator(NetworkFileTests.Small, NetworkFileTests.Random(1));
        var path = Pickle(
            new Dictionary<string, object?>
            {
                ["G_ema"] = new AdaPickle().Module(made),
                ["D"] = new PyCall(
                    "pg_modules.discriminator",
                    "ProjectedDiscriminator",
                    [new PyGlobal("functools", "partial")],
                    new Dictionary<string, object?>
                    {
                        ["feature_network"] = new PyCall(
                            "timm.models.efficientnet",
                            "EfficientNet",
                            [],
                            new Dictionary<string, object?> { ["act"] = new PyGlobal("torch.nn.functional", "relu") }
                        ),
                    },
                    NewObject: true
                ),
            }
        );
        using var read = NetworkFile.LoadGenerator(path);
        foreach (var (name, tensor) in made.state_dict())
            Assert.Equal(Tensors.Values(tensor), Tensors.Values(read.state_dict()[name]));
        var error = Assert.Throws<InputException>(() => NetworkFile.LoadDiscriminator(path));
        Assert.Contains("found an object of pg_modules.discriminator.ProjectedDiscriminator", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "ProjectedDiscriminator",
            NetworkFile.Describe(path).Networks.Single(n => n.Name == "D").Problem,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void LoadGenerator_BesideWhatReachesIntoTheSystem_IsRefused()
    {
        using var made = new StyleGan2Generator(NetworkFileTests.Small, NetworkFileTests.Random(1));
        foreach (
            var (module, name) in new[]
            {
                ("os", "system"),
                ("subprocess", "Popen"),
                ("builtins", "eval"),
                ("importlib", "import_module"),
                ("runpy", "_run_code"),
            }
        )
        {
            var path = Pickle(
                new Dictionary<string, object?> { ["G_ema"] = new AdaPickle().Module(made), ["D"] = new PyCall(module, name, ["true"]) }
            );
            Assert.Contains(
                $"{module}.{name}",
                Assert.Throws<InputException>(() => NetworkFile.LoadGenerator(path)).Message,
                StringComparison.Ordinal
            );
        }
    }

    [Theory]
    [InlineData("SynthesisInput", "a network of StyleGAN3")]
    [InlineData("SuperresGenerator", "a network of StyleGAN-XL")]
    [InlineData("TriPlaneGenerator", "a network of EG3D")]
    public void LoadGenerator_OfAnotherProgram_IsRefusedByItsName(string className, string named)
    {
        var part = Persistent(className, []);
        var path = Pickle(
            new Dictionary<string, object?>
            {
                ["G_ema"] = Persistent("Generator", new() { ["synthesis"] = Persistent("SynthesisNetwork", new() { ["input"] = part }) }),
            }
        );
        Assert.Contains(named, Assert.Throws<InputException>(() => NetworkFile.LoadGenerator(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadGenerator_WithAPlainTorchModuleInside_NamesIt()
    {
        var path = Pickle(
            new Dictionary<string, object?>
            {
                ["G_ema"] = Persistent("Generator", new() { ["mapping"] = new PyCall("torch.nn.modules.sparse", "Embedding", []) }),
            }
        );
        Assert.Contains(
            "torch.nn.modules.sparse.Embedding",
            Assert.Throws<InputException>(() => NetworkFile.LoadGenerator(path)).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("G_style", "StyleGAN (the first)")]
    [InlineData("G_paper", "Progressive GAN")]
    public void LoadGenerator_OfAnEarlierTensorFlowProgram_IsRefusedByItsName(string builder, string named)
    {
        var path = _folder.File("tf.pkl");
        File.WriteAllBytes(
            path,
            TensorFlowPickle.Bytes(TensorFlowPickle.Network(builder, [], []), TensorFlowPickle.Network("D_basic", [], []))
        );
        Assert.Contains(named, Assert.Throws<InputException>(() => NetworkFile.LoadGenerator(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN, "synthesis.b8.conv1.weight")]
    [InlineData(float.PositiveInfinity, "mapping.w_avg")]
    public void LoadGenerator_WeightsThatAreNoNumbers_AreRefusedByName(float value, string name)
    {
        using var made = new StyleGan2Generator(NetworkFileTests.Small, NetworkFileTests.Random(1));
        using (torch.no_grad())
        {
            made.state_dict()[name].flatten()[1] = value;
        }

        var (pickle, safetensors) = (_folder.File("a.pkl"), _folder.File("a.safetensors"));
        File.WriteAllBytes(pickle, new AdaPickle().Bytes(("G_ema", made)));
        NetworkFile.Save(safetensors, made);
        foreach (var path in new[] { pickle, safetensors })
            Assert.Contains(
                $"finite numbers in '{name}'",
                Assert.Throws<InputException>(() => NetworkFile.LoadGenerator(path)).Message,
                StringComparison.Ordinal
            );
    }

    [Theory]
    [InlineData("--latents", float.NaN)]
    [InlineData("--z", float.NegativeInfinity)]
    public async Task Generate_LatentsThatAreNoNumbers_AreRefused(string option, float value)
    {
        using (var made = new StyleGan2Generator(NetworkFileTests.Small, NetworkFileTests.Random(1)))
            NetworkFile.Save(_folder.File("g.safetensors"), made);
        var length = option == "--z" ? NetworkFileTests.Small.ZDim : NetworkFileTests.Small.WDim;
        var values = new float[2 * length];
        values[length + 1] = value;
        NpyFile.Write(_folder.File("in.npy"), NpyArray.Of(values, 2, length));
        Assert.Equal(
            App.BadInput,
            await App.RunAsync([
                "generate",
                "--network",
                _folder.File("g.safetensors"),
                option,
                _folder.File("in.npy"),
                "--out",
                _folder.File("x.npy"),
                "--device",
                "cpu",
            ])
        );
        Assert.False(File.Exists(_folder.File("x.npy")));
        Assert.Contains(
            "[1, 1]",
            Assert.Throws<InputException>(() => NpyFile.Read(_folder.File("in.npy")).ToFiniteFloats("in.npy")).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("--z")]
    [InlineData("--latents")]
    public async Task Generate_NoLatents_IsRefused(string option)
    {
        using (var made = new StyleGan2Generator(NetworkFileTests.Small, NetworkFileTests.Random(1)))
            NetworkFile.Save(_folder.File("g.safetensors"), made);
        NpyFile.Write(
            _folder.File("in.npy"),
            NpyArray.Of(new float[0], 0, option == "--z" ? NetworkFileTests.Small.ZDim : NetworkFileTests.Small.WDim)
        );
        Assert.Equal(
            App.BadInput,
            await App.RunAsync([
                "generate",
                "--network",
                _folder.File("g.safetensors"),
                option,
                _folder.File("in.npy"),
                "--outdir",
                _folder.File("x"),
                "--device",
                "cpu",
            ])
        );
        Assert.False(Directory.Exists(_folder.File("x")));
    }

    private static PyCall Persistent(string className, Dictionary<string, object?> modules) =>
        new(
            "torch_utils.persistence",
            "_reconstruct_persistent_obj",
            [
                new Dictionary<string, object?>
                {
                    ["type"] = "class",
                    ["class_name"] = className,
                    ["state"] = new Dictionary<string, object?>
                    {
                        ["_parameters"] = new Dictionary<string, object?>(),
                        ["_buffers"] = new Dictionary<string, object?>(),
                        ["_modules"] = modules,
                    },
                },
            ]
        );

    private string Pickle(Dictionary<string, object?> content)
    {
        var path = _folder.File("a.pkl");
        File.WriteAllBytes(path, PickleWriter.Dump(content));
        return path;
    }
}
