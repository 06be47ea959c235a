using GanCmri.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Tests.Networks;

/// <summary>Synthesis with weights that stay as they are, and without.</summary>
public sealed class SynthesisTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly torch.Generator _random = new(1, CPU);
    private readonly StyleGan2Generator _generator;

    // Wide enough for every way of convolving.
    public SynthesisTests() =>
        _generator = new StyleGan2Generator(
            new GeneratorOptions
            {
                Resolution = 16,
                ChannelBase = 4096,
                ChannelMax = 128,
                WDim = 8,
                ZDim = 8,
                MappingLayers = 1,
                ConvClamp = 3,
            },
            _random
        );

    public void Dispose()
    {
        _generator.Dispose();
        _scope.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WeightsAreFixed_GivesTheSameImages(bool gradients)
    {
        var ws = randn([3, _generator.NumWs, 8], generator: _random);
        var learning = _generator.Synthesis.Forward(ws).detach();
        _generator.Synthesis.WeightsAreFixed = true;
        using var mode = gradients ? null : no_grad();
        Assert.InRange((_generator.Synthesis.Forward(ws) - learning).abs().max().item<float>(), 0, 2e-5f);
    }

    [Fact]
    public void WeightsAreFixed_SetAnewAfterAChange_FollowsTheWeights()
    {
        using var noGrad = no_grad();
        _generator.Synthesis.WeightsAreFixed = true;
        var ws = randn([1, _generator.NumWs, 8], generator: _random);
        var before = _generator.Synthesis.Forward(ws);
        foreach (
            var (_, weight) in _generator.Synthesis.named_parameters().Where(p => p.name.EndsWith("conv1.weight", StringComparison.Ordinal))
        )
            weight.copy_(weight.flip(0));
        _generator.Synthesis.WeightsAreFixed = true;
        var after = _generator.Synthesis.Forward(ws);
        _generator.Synthesis.WeightsAreFixed = false;
        Assert.InRange((after - _generator.Synthesis.Forward(ws)).abs().max().item<float>(), 0, 2e-5f);
        Assert.True((after - before).abs().max().item<float>() > 1e-3f);
    }

    [Fact]
    public void WeightsAreFixed_GradientsOfWeightsAreStillMade()
    {
        _generator.Synthesis.WeightsAreFixed = true;
        _generator.Synthesis.Forward(randn([1, _generator.NumWs, 8], generator: _random)).sum().backward();
        Assert.All(
            _generator.Synthesis.parameters().Where(p => p.dim() == 4),
            p => Assert.True(p.grad is { } g && g.abs().sum().item<float>() > 0)
        );
    }
}
