using GanCmri.Networks.Ops;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Tests.Networks;
using GanCmri.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Tests.Training;

[Trait(TestPrecision.Trait, TestPrecision.Both)]
public sealed class WarmStartTests : IDisposable
{
    private const int Latents = 3;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_OfTheSameShape_GivesTheSameImagesAndJudgements()
    {
        using var trained = SavedState(16, seed: 1);
        using var state = new TrainingState(Options(16) with { Seed = 2 }, CPU);
        WarmStart.Load(_folder.Path, state);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var z = randn(Latents, 8);
        var images = trained.GEma.Forward(z);
        Assert.Equal(Tensors.Values(trained.G.Forward(z)), Tensors.Values(state.G.Forward(z)));
        Assert.Equal(Tensors.Values(images), Tensors.Values(state.GEma.Forward(z)));
        Assert.Equal(Tensors.Values(trained.D.Forward(images)), Tensors.Values(state.D.Forward(images)));
    }

    [Fact]
    public void Load_OfHalfTheResolution_BeginsWithTheTrainedImagesInterpolated()
    {
        using var trained = SavedState(16, seed: 1);
        using var state = new TrainingState(Options(32) with { Seed = 2 }, CPU);
        WarmStart.Load(_folder.Path, state);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var z = randn(Latents, 8);
        var (small, large) = (trained.GEma.Forward(z), state.G.Forward(z));
        // The new layers add only their bias, zero; the picture is the old one through the up-sampling filter, whose mean keeps the image's
        // mean.
        Assert.Equal([Latents, 1, 32, 32], large.shape);
        var back = nn.functional.avg_pool2d(large, 2);
        var inner = (back - small).narrow(2, 2, 12).narrow(3, 2, 12).abs().mean().ToDouble();
        Assert.InRange(inner, 0, 0.5 * small.std().ToDouble());
        Assert.Equal(small.mean().ToDouble(), large.mean().ToDouble(), 0.1 * small.std().ToDouble());
    }

    [Fact]
    public void Load_OfHalfTheResolution_JudgesImagesAsTheTrainedOneDoesAtHalfSize()
    {
        using var trained = SavedState(16, seed: 1);
        using var state = new TrainingState(Options(32) with { Seed = 2 }, CPU);
        WarmStart.Load(_folder.Path, state);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var images = randn(4, 1, 32, 32);
        var (expected, found) = (trained.D.Forward(Fir.Downsample2d(images, Fir.Filter([1, 3, 3, 1]))), state.D.Forward(images));
        Assert.All(
            Tensors.Values(expected).Zip(Tensors.Values(found)),
            p => Assert.Equal(p.First, p.Second, TestPrecision.Tolerance(1e-4, 0.03) * Math.Abs(p.First) + 1e-5)
        );
    }

    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    public void Load_WithLabelsOfNetworksWithout_BeginsNearThem_AndHearsTheLabels(int resolution)
    {
        var options = TrainingOptions.ForCpu(resolution, 256, 32, 32) with { BFloat16 = TestPrecision.BFloat16, Seed = 2 };
        using (var trained = new TrainingState(TrainingOptions.ForCpu(16, 256, 32, 32) with { Seed = 1 }, CPU))
            Save(trained);
        using var plain = new TrainingState(options, CPU);
        using var state = new TrainingState(options.Conditioned(FrameLabel.Phase, 3), CPU);
        WarmStart.Load(_folder.Path, plain);
        WarmStart.Load(_folder.Path, state);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var random = Seed.Torch(3, "z", 0);
        var z = randn(300, 32, generator: random);
        var labels = eye(3).repeat(100, 1);
        Tensor w = plain.G.Mapping.Forward(z),
            labelled = state.G.Mapping.Forward(z, labels);
        Assert.Equal(w.std().item<float>(), labelled.std().item<float>(), 0.25 * w.std().item<float>());
        Assert.True((labelled - state.G.Mapping.Forward(z, labels.roll(1, 0))).std().item<float>() > 0.2 * w.std().item<float>());
        var images = plain.G.Forward(z);
        Tensor expected = plain.D.Forward(images),
            found = state.D.Forward(images, labels);
        // The mean of 32 mapped features differs by a third between labels; that of 128 by a sixth.
        Assert.True((expected - found).abs().mean().item<float>() < 0.7 * expected.abs().mean().item<float>());
        Assert.True((found - state.D.Forward(images, labels.roll(1, 0))).abs().max().item<float>() > 0);
    }

    [Fact]
    public void Load_OfOtherWidth_IsRefused()
    {
        using var trained = SavedState(16, seed: 1);
        using var state = new TrainingState(TrainingOptions.ForCpu(16, 64, 4, 8), CPU);
        Assert.Contains("--cmax", Assert.Throws<InputException>(() => WarmStart.Load(_folder.Path, state)).Message);
    }

    [Fact]
    public void Load_OfMoreMappingLayers_IsRefused()
    {
        var options = Options(16);
        using var deep = new TrainingState(options with { Generator = options.Generator with { MappingLayers = 3 } }, CPU);
        NetworkFile.Save(_folder.File("generator.safetensors"), deep.GEma);
        NetworkFile.Save(_folder.File("discriminator.safetensors"), deep.D);
        using var state = new TrainingState(options, CPU);
        Assert.Contains("mapping.fc2", Assert.Throws<InputException>(() => WarmStart.Load(_folder.Path, state)).Message);
    }

    [Fact]
    public void Load_OfAnotherResolution_IsRefused()
    {
        using var trained = SavedState(32, seed: 1);
        using var state = new TrainingState(Options(16), CPU);
        Assert.Contains("16 or 8 pixels", Assert.Throws<InputException>(() => WarmStart.Load(_folder.Path, state)).Message);
    }

    private TrainingState SavedState(int resolution, int seed)
    {
        var state = new TrainingState(Options(resolution) with { Seed = seed }, CPU);
        Save(state);
        return state;
    }

    private void Save(TrainingState state)
    {
        NetworkFile.Save(_folder.File("generator.safetensors"), state.GEma);
        NetworkFile.Save(_folder.File("discriminator.safetensors"), state.D);
    }

    private static TrainingOptions Options(int resolution) =>
        TrainingOptions.ForCpu(resolution, 64, 8, 8) with
        {
            BFloat16 = TestPrecision.BFloat16,
        };
}
