using GanCmri.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Tests.Networks.Fused;

/// <summary>The way back from images to latents against libtorch's.</summary>
public sealed class FusedGradientTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly torch.Generator _random = new(1, CPU);

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(4, 2048, 96, 1)]
    [InlineData(16, 2048, 96, 1)]
    [InlineData(32, 100, 19, 3)]
    [InlineData(64, 1024, 40, 1)]
    public void Record_GradientEqualsTheLayers(int resolution, int channelBase, int channelMax, int channels)
    {
        using var generator = FusedSynthesisTests.Loud(
            new GeneratorOptions
            {
                Resolution = resolution,
                ChannelBase = channelBase,
                ChannelMax = channelMax,
                Channels = channels,
                WDim = 8,
                ZDim = 8,
                MappingLayers = 1,
            },
            _random
        );
        var ws = randn([3, generator.NumWs, 8], generator: _random);
        var direction = randn([3, channels, resolution, resolution], generator: _random);
        using var slow = generator.Synthesis.Record(ws, Noise.Seeded(1));
        generator.Synthesis.WeightsAreFixed = true;
        using var fast = generator.Synthesis.Record(ws, Noise.Seeded(1));
        Assert.NotEqual(slow.GetType(), fast.GetType());
        Assert.InRange((fast.Images - slow.Images).abs().max().item<float>(), 0, 3e-5f);
        var expected = slow.Gradient(direction);
        foreach (var factor in new[] { 1, -2 }) // asked twice
        {
            var found = fast.Gradient(direction * factor);
            Assert.InRange((found - expected * factor).abs().max().item<float>() / expected.std().item<float>(), 0, 2e-4f);
        }
    }
}
