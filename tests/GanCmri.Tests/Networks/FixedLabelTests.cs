using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Tests.Networks;

public sealed class FixedLabelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_TheReferencesConditionalGenerator_MakesItsImages()
    {
        using var from = NetworkFile.LoadGenerator(Golden.Path("ada64_cond.pkl"));
        using var made = FixedLabel.Of(from, [0, 1, 0]);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var z = tensor(Enumerable.Range(0, 3).SelectMany(s => NumpyRandom.Latent((uint)s, from.Options.ZDim)).ToArray()).reshape(3, -1);
        var c = tensor(new float[] { 0, 1, 0 }).expand(3, 3);
        Assert.Equal(0, made.Options.CDim);
        Close(from.Forward(z, c, noise: Noise.Const), made.Forward(z, noise: Noise.Const), 1e-5);
        Close(from.Mapping.Forward(z, c), made.Mapping.Forward(z), 1e-5);
    }

    [Fact]
    public void Of_APsiOfZero_MakesTheLabelsOwnMean()
    {
        using var from = NetworkFile.LoadGenerator(Golden.Path("ada64_cond.pkl"));
        using StyleGan2Generator first = FixedLabel.Of(from, [1, 0, 0]),
            second = FixedLabel.Of(from, [0, 1, 0]);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var z = randn([2000, from.Options.ZDim], generator: Seed.Torch(5, "z", 0));
        Close(second.Mapping.Forward(z)[TensorIndex.Colon, 0].mean([0]), second.Mapping.WAvg!, 0.1);
        Assert.True(first.Mapping.WAvg!.Minus(second.Mapping.WAvg!).abs().max().item<float>() > 0.3);
    }

    [Fact]
    public void FixLabel_OfANetworkTrainedHere_KeepsWhatIsKnownOfIt()
    {
        using (var trained = new StyleGan2Generator(Tiny, Seed.Torch(1, "g", 0)))
            NetworkFile.Save(_folder.File("c.safetensors"), trained, new NetworkNotes { Training = "5 kimg", Labels = Columns });
        NetworkFile.FixLabel(_folder.File("c.safetensors"), _folder.File("es.safetensors"), "position=0.25, phase=ES");
        var notes = NetworkFile.Describe(_folder.File("es.safetensors")).Notes!;
        Assert.Equal("5 kimg", notes.Training);
        Assert.Equal("position=0.25, phase=ES", notes.FixedLabel);
        Assert.Empty(notes.Labels);
        Assert.Null(notes.Origin);
        Assert.Throws<InputException>(() =>
            NetworkFile.FixLabel(_folder.File("es.safetensors"), _folder.File("x.safetensors"), "phase=ES,position=0.25")
        );
        Assert.False(File.Exists(_folder.File("x.safetensors")));
    }

    [Fact]
    public void Of_LabelAndLatentNormalisedTogether_IsRefused()
    {
        using var from = new StyleGan2Generator(Tiny with { Conditioning = Conditioning.Concatenated }, Seed.Torch(1, "g", 0));
        Assert.Throws<InputException>(() => FixedLabel.Of(from, [0, 1, 0.5f, 0.5f]));
    }

    private static LabelColumn[] Columns { get; } = [new("phase", ["ED", "ES"]), new("position", ["0", "1"], Continuous: true)];

    private static GeneratorOptions Tiny { get; } =
        new()
        {
            Resolution = 8,
            ZDim = 6,
            WDim = 5,
            CDim = 4,
            MappingLayers = 2,
            ChannelBase = 32,
            ChannelMax = 8,
        };

    private static void Close(Tensor expected, Tensor found, double tolerance)
    {
        Assert.Equal(expected.shape, found.shape);
        Assert.InRange(expected.Minus(found).abs().max().item<float>(), 0, tolerance);
    }
}
