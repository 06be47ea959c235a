using GanCmri.Formats;
using GanCmri.Networks;
using GanCmri.Networks.Ops;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Tests.Formats.Pickles;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Tests.Networks.Weights;

public sealed class NetworkFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(Architecture.Skip, false, false)]
    [InlineData(Architecture.Resnet, true, false)]
    [InlineData(Architecture.Orig, false, true)]
    public void LoadGenerator_EveryArchitecture_GivesTheSameImages(Architecture architecture, bool channelsLast, bool half)
    {
        var options = Small with
        {
            Architecture = architecture,
            CDim = 2,
            EmbedFeatures = 3,
            LayerFeatures = 7,
            MappingLayers = 3,
            ConvClamp = 1.5,
            Channels = 3,
            ResampleFilter = [1, 2, 1],
        };
        using var made = Halved(new StyleGan2Generator(options, Random(1)), half);
        using var read = NetworkFile.LoadGenerator(Pickle(new AdaPickle { ChannelsLast = channelsLast, Half = half }, ("G_ema", made)));
        Tensor z = randn([2, 5], generator: Random(2)),
            c = randn([2, 2], generator: Random(3));
        Assert.Equal(NetworkOptionsJson.Write(options), NetworkOptionsJson.Write(read.Options));
        Assert.Equal(Tensors.Values(made.Forward(z, c)), Tensors.Values(read.Forward(z, c)));
    }

    [Theory]
    [InlineData(Architecture.Skip)]
    [InlineData(Architecture.Resnet)]
    [InlineData(Architecture.Orig)]
    public void LoadDiscriminator_EveryArchitecture_GivesTheSameLogits(Architecture architecture)
    {
        var options = new DiscriminatorOptions
        {
            Resolution = 16,
            ChannelBase = 64,
            ChannelMax = 8,
            Architecture = architecture,
            CDim = 2,
            CMapDim = 5,
            MappingLayers = 2,
            StddevGroup = 2,
            ConvClamp = 0.7,
        };
        using var made = new Discriminator(options, Random(1));
        using var read = NetworkFile.LoadDiscriminator(Pickle(new AdaPickle(), ("D", made)));
        Tensor images = randn([4, 1, 16, 16], generator: Random(2)),
            c = randn([4, 2], generator: Random(3));
        Assert.Equal(Tensors.Values(made.Forward(images, c)), Tensors.Values(read.Forward(images, c)));
    }

    [Theory]
    [InlineData(0, Activation.Lrelu)]
    [InlineData(3, Activation.Tanh)]
    public void LoadDiscriminator_EveryLabelMapping_GivesTheSameLogits(int layers, Activation activation)
    {
        var options = new DiscriminatorOptions
        {
            Resolution = 8,
            ChannelBase = 64,
            ChannelMax = 8,
            CDim = 2,
            CMapDim = 5,
            MappingLayers = layers,
            MappingActivation = activation,
        };
        using var made = new Discriminator(options, Random(1));
        using var read = NetworkFile.LoadDiscriminator(Pickle(new AdaPickle(), ("D", made)));
        Tensor images = randn([4, 1, 8, 8], generator: Random(2)),
            c = randn([4, 2], generator: Random(3));
        Assert.Equal((layers, activation), (read.Options.MappingLayers, read.Options.MappingActivation));
        Assert.Equal(Tensors.Values(made.Forward(images, c)), Tensors.Values(read.Forward(images, c)));
    }

    [Theory]
    [InlineData("i8", new byte[] { 2, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData("i4", new byte[] { 2, 0, 0, 0 })]
    [InlineData("u1", new byte[] { 2 })]
    [InlineData("f8", new byte[] { 0, 0, 0, 0, 0, 0, 0, 0x40 })]
    public void LoadGenerator_OptionAsNumberOfNumpy_IsRead(string type, byte[] bytes)
    {
        using var made = new StyleGan2Generator(Small, Random(1));
        var two = new PyCall(
            "numpy.core.multiarray",
            "scalar",
            [new PyCall("numpy", "dtype", [type, 0, 1], new object?[] { 3, "<", null, null, null, -1, -1, 0 }), bytes]
        );
        using var read = NetworkFile.LoadGenerator(
            Pickle(new AdaPickle { Edit = (path, state) => state["num_layers"] = two }, ("G_ema", made))
        );
        Assert.Equal(2, read.Options.MappingLayers);
    }

    [Theory]
    [InlineData(StoredType.F32)]
    [InlineData(StoredType.F16)]
    public void Save_ThenLoadAndSaveAgain_GivesTheSameBytes(StoredType type)
    {
        using var made = new StyleGan2Generator(Small, Random(1));
        var notes = new NetworkNotes
        {
            Licence = "MIT",
            Training = "{\"kimg\":300}",
            Origin = "made up",
        };
        NetworkFile.Save(_folder.File("a.safetensors"), made, notes, type);
        using var read = NetworkFile.LoadGenerator(_folder.File("a.safetensors"));
        NetworkFile.Save(_folder.File("b.safetensors"), read, notes, type);
        Assert.Equal(File.ReadAllBytes(_folder.File("a.safetensors")), File.ReadAllBytes(_folder.File("b.safetensors")));
        Assert.Equal(notes, NetworkFile.Describe(_folder.File("a.safetensors")).Notes);
        if (type == StoredType.F32)
            foreach (var (name, tensor) in made.state_dict())
                Assert.Equal(Tensors.Values(tensor), Tensors.Values(read.state_dict()[name]));
    }

    [Fact]
    public void Import_Golden_IsBitExactAndNamesItsOrigin()
    {
        var file = _folder.File("a.safetensors");
        NetworkFile.Import(Golden.Path("ada64_cond.pkl"), file, "D", new NetworkNotes { Licence = "CC0" });
        using var direct = NetworkFile.LoadDiscriminator(Golden.Path("ada64_cond.pkl"));
        using var imported = NetworkFile.LoadDiscriminator(file);
        foreach (var (name, tensor) in direct.state_dict())
            Assert.Equal(Tensors.Values(tensor), Tensors.Values(imported.state_dict()[name]));
        var notes = NetworkFile.Describe(file).Notes!;
        Assert.Equal("D of ada64_cond.pkl (stylegan2-ada-pytorch)", notes.Origin);
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Golden.Path("ada64_cond.pkl")))),
            notes.OriginSha256
        );
        Assert.Equal("CC0", notes.Licence);
    }

    [Fact]
    public void Load_WeightsChangedOnDisk_IsRefused()
    {
        var file = _folder.File("a.safetensors");
        using (var made = new StyleGan2Generator(Small, Random(1)))
            NetworkFile.Save(file, made);
        var bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);
        Assert.Contains("hash", Assert.Throws<InputException>(() => NetworkFile.LoadGenerator(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_TensorFlowPickle_ListsTheThreeNetworks()
    {
        var file = NetworkFile.Describe(Golden.Path("tf_stylegan2.pkl"));
        Assert.Equal("TensorFlow StyleGAN2 pickle", file.Format);
        Assert.Equal(["D", "G", "G_ema"], file.Networks.Select(n => n.Name).Order());
        var g = file.Networks.Single(n => n.Name == "G_ema").Generator!;
        Assert.Equal((64, 1, 8, 96, 1024, 32), (g.Resolution, g.Channels, g.MappingLayers, g.LayerFeatures, g.ChannelBase, g.ChannelMax));
    }

    [Theory]
    [InlineData("D", "a generator")]
    [InlineData("E", "G, D, G_ema")]
    public void LoadGenerator_AnotherNetwork_SaysWhatThereIs(string network, string named) =>
        Assert.Contains(
            named,
            Assert.Throws<InputException>(() => NetworkFile.LoadGenerator(Golden.Path("ada64_cond.pkl"), network)).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("synthesis.b4", "architecture", "unet", "architecture")]
    [InlineData("synthesis.b8.conv1", "activation", "mish", "differs")]
    [InlineData("synthesis.b8.torgb", "conv_clamp", 3.0, "synthesis.b8.torgb.conv_clamp")]
    [InlineData("synthesis.b8.conv1", "conv_clamp", 3.0, "conv_clamp")]
    [InlineData("synthesis", "w_scale", null, "synthesis.w_scale")]
    [InlineData("", "magnitude_ema_beta", null, "magnitude_ema_beta")]
    [InlineData("", "img_resolution", 1024, "channel_base")]
    [InlineData("", "img_resolution", 7, "synthesis.b7")]
    [InlineData("", "z_dim", 2147483647, "z_dim")]
    [InlineData("", "w_dim", 2000000000, "w_dim")]
    [InlineData("", "c_dim", 1000000, "c_dim")]
    [InlineData("", "img_channels", 100000000, "img_channels")]
    [InlineData("mapping", "num_layers", 1000000000, "num_layers")]
    [InlineData("", "z_dim", "512", "a number")]
    public void LoadGenerator_OptionWeDoNotKnowOrCannotBe_IsNamed(string path, string option, object? value, string named)
    {
        using var made = new StyleGan2Generator(Small, Random(1));
        var pickle = new AdaPickle
        {
            Edit = (p, state) =>
            {
                if (p != path)
                    return;
                if (value is not null)
                    state[option] = value;
                else
                    state["_init_kwargs"] = new Dictionary<string, object?> { [option] = 1 };
            },
        };
        var error = Assert.Throws<InputException>(() => NetworkFile.LoadGenerator(Pickle(pickle, ("G_ema", made))));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    internal static GeneratorOptions Small { get; } =
        new()
        {
            Resolution = 8,
            ZDim = 5,
            WDim = 6,
            MappingLayers = 2,
            ChannelBase = 16,
            ChannelMax = 4,
        };

    internal static torch.Generator Random(ulong seed) => new(seed);

    private static StyleGan2Generator Halved(StyleGan2Generator generator, bool half)
    {
        if (!half)
            return generator;
        using var noGrad = no_grad();
        foreach (var tensor in generator.state_dict().Values)
            tensor.copy_(tensor.to(ScalarType.Float16));
        return generator;
    }

    private string Pickle(AdaPickle writer, params (string, nn.Module)[] networks)
    {
        var path = _folder.File("a.pkl");
        File.WriteAllBytes(path, writer.Bytes(networks));
        return path;
    }
}
