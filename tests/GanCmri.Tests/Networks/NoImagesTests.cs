using GanCmri.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Tests.Networks;

/// <summary>Batches of no image give no image, in shape.</summary>
public sealed class NoImagesTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Forward_NoLatents_GivesNoImages(bool weightsAreFixed)
    {
        using var random = new torch.Generator(1, CPU);
        using var noGrad = no_grad();
        var generator = new StyleGan2Generator(
            new GeneratorOptions
            {
                Resolution = 16,
                ChannelBase = 128,
                ChannelMax = 8,
                WDim = 8,
                ZDim = 8,
            },
            random
        );
        generator.Synthesis.WeightsAreFixed = weightsAreFixed;
        Assert.Equal([0, 1, 16, 16], generator.Forward(empty(0, 8)).shape);
        Assert.Equal([0, 1, 16, 16], BatchGeneration.Images(generator, empty(0, generator.NumWs, 8), NoiseKind.Random).shape);
        Assert.Throws<ArgumentOutOfRangeException>(() => generator.Synthesis.Record(empty(0, generator.NumWs, 8)));
    }

    [Fact]
    public void Forward_NoImages_AreJudgedByNoLogits()
    {
        using var random = new torch.Generator(1, CPU);
        var judge = new Discriminator(
            new DiscriminatorOptions
            {
                Resolution = 16,
                ChannelBase = 128,
                ChannelMax = 8,
            },
            random
        );
        Assert.Equal([0, 1], judge.Forward(empty(0, 1, 16, 16)).shape);
    }
}
