using GanCmri.Networks;
using GanCmri.Networks.Fused;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Tests.Networks.Fused;

/// <summary>Images of the fused passes against those of the layers themselves.</summary>
public sealed class FusedSynthesisTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly torch.Generator _random = new(1, CPU);

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string> Shapes => ["wide", "narrow and odd, three colours", "smallest", "no noise", "clamped", "large"];

    private static GeneratorOptions Options(string shape)
    {
        var plain = new GeneratorOptions
        {
            Resolution = 16,
            ChannelBase = 2048,
            ChannelMax = 96,
            WDim = 8,
            ZDim = 8,
            MappingLayers = 1,
        };
        return shape switch
        {
            "narrow and odd, three colours" => plain with { ChannelBase = 100, ChannelMax = 19, Channels = 3, Resolution = 32 },
            "smallest" => plain with { Resolution = 4 },
            "no noise" => plain with { UseNoise = false },
            "clamped" => plain with { ConvClamp = 0.5 },
            "large" => plain with { Resolution = 64, ChannelBase = 1024, ChannelMax = 40 }, // more than one band of tiles
            _ => plain,
        };
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Forward_EqualsTheLayers(string shape)
    {
        using var generator = Loud(Options(shape), _random);
        var ws = randn([3, generator.NumWs, 8], generator: _random);
        foreach (var noise in new[] { null, Noise.None, Noise.Seeded(3), Each(generator) })
        {
            var (slow, fast) = Both(generator, ws, noise, noise);
            Assert.InRange((fast - slow).abs().max().item<float>() / slow.std().item<float>(), 0, 2e-5f);
        }
    }

    [Fact]
    public void Forward_RandomNoise_IsDrawnInTheSameOrder()
    {
        using var generator = Loud(Options("wide"), _random);
        var ws = randn([2, generator.NumWs, 8], generator: _random);
        using torch.Generator one = new(5, CPU),
            other = new(5, CPU);
        var (slow, fast) = Both(generator, ws, Noise.Random(one), Noise.Random(other));
        Assert.InRange((fast - slow).abs().max().item<float>(), 0, 2e-5f);
    }

    [Theory]
    [InlineData("wide")]
    [InlineData("large")]
    public void Forward_OfOneOrManyImagesAndThreads_IsTheSameToTheBit(string shape)
    {
        using var generator = Loud(Options(shape), _random);
        using var noGrad = no_grad();
        generator.Synthesis.WeightsAreFixed = true;
        var ws = randn([7, generator.NumWs, 8], generator: _random);
        var threads = get_num_threads();
        try
        {
            set_num_threads(2);
            var together = generator.Synthesis.Forward(ws);
            var sharing = generator.Synthesis.Forward(ws[4..5]);
            set_num_threads(1);
            var alone = generator.Synthesis.Forward(ws[4..5]);
            Assert.Equal(Tensors.Values(alone), Tensors.Values(sharing));
            Assert.Equal(Tensors.Values(alone[0]), Tensors.Values(together[4]));
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    [Theory]
    [InlineData(true, 1, 1, 8, 1)]
    [InlineData(true, 1, 8)]
    [InlineData(true)]
    [InlineData(true, 4, 1, 1, 1)]
    [InlineData(false, 2, 1, 8, 8)]
    [InlineData(false, 1, 2, 8, 8)]
    [InlineData(false, 1, 1, 16, 16)]
    [InlineData(false, 64)]
    public void Forward_NoiseOfAnotherShape_IsBroadcastOrRefused(bool broadcasts, params int[] shape)
    {
        using var generator = Loud(Options("wide"), _random);
        var ws = randn([4, generator.NumWs, 8], generator: _random);
        var map = randn(Array.ConvertAll(shape, s => (long)s), generator: _random);
        var noise = Noise.Given(new Dictionary<string, Tensor> { ["b8.conv0"] = map });
        if (!broadcasts)
        {
            Assert.Contains(
                "[4, 1, 8, 8]",
                Assert.Throws<ArgumentException>(() => Both(generator, ws, null, noise)).Message,
                StringComparison.Ordinal
            );
            return;
        }

        var (slow, fast) = Both(generator, ws, noise, noise);
        Assert.InRange((fast - slow).abs().max().item<float>(), 0, 2e-5f);
    }

    [Fact]
    public void Forward_WhileWeightsAreFixedAnewByAnother_MakesTheSameImages()
    {
        using var generator = Loud(Options("wide"), _random);
        generator.Synthesis.WeightsAreFixed = true;
        using var noGrad = no_grad();
        var ws = randn([1, generator.NumWs, 8], generator: _random);
        var expected = Tensors.Values(generator.Synthesis.Forward(ws));
        var other = new Thread(() =>
        {
            for (var i = 0; i < 20; i++)
            {
                generator.Synthesis.WeightsAreFixed = true;
                Thread.Sleep(5);
            }
        });
        other.Start();
        while (other.IsAlive)
            Assert.Equal(expected, Tensors.Values(generator.Synthesis.Forward(ws)));
    }

    [Fact]
    public void Knows_OnlyThePublishedNetworks()
    {
        var plain = Options("wide");
        Assert.True(FusedSynthesis.Knows(plain));
        Assert.False(FusedSynthesis.Knows(plain with { Architecture = Architecture.Resnet }));
        Assert.False(FusedSynthesis.Knows(plain with { ResampleFilter = [1, 2, 1] }));
        Assert.False(FusedSynthesis.Knows(plain with { Activation = GanCmri.Networks.Ops.Activation.Swish }));
    }

    // Without gradients, first by the layers.
    private static (Tensor Slow, Tensor Fast) Both(StyleGan2Generator generator, Tensor ws, Noise? noise, Noise? again)
    {
        using var noGrad = no_grad();
        generator.Synthesis.WeightsAreFixed = false;
        var slow = generator.Synthesis.Forward(ws, noise);
        generator.Synthesis.WeightsAreFixed = true;
        return (slow, generator.Synthesis.Forward(ws, again));
    }

    // Strengths of noise and biases that a new network has at zero.
    internal static StyleGan2Generator Loud(GeneratorOptions options, torch.Generator random)
    {
        var generator = new StyleGan2Generator(options, random);
        using var noGrad = no_grad();
        foreach (var (name, p) in generator.Synthesis.named_parameters())
            if (name.EndsWith("noise_strength", StringComparison.Ordinal) || name.EndsWith(".bias", StringComparison.Ordinal))
                p.copy_(randn(p.shape, generator: random) * 0.3);
        return generator;
    }

    // A map for every image.
    private Noise Each(StyleGan2Generator generator) =>
        Noise.Given(generator.Options.BlockResolutions().ToDictionary(r => $"b{r}.conv1", r => randn([3, 1, r, r], generator: _random)));
}
