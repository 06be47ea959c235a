using GanCmri.Runtime;
using GanCmri.Tests.Networks;
using GanCmri.Training.Augmentation;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Tests.Training.Augmentation;

public class FrameVariationTests
{
    private const int Side = 64,
        Count = 200;

    [Fact]
    public void Apply_OfStrengthZero_LeavesFramesAsTheyAre()
    {
        using var frames = Disks(3);
        using var random = Seed.Torch(1, "test", 0);
        using var varied = new FrameVariation(0).Apply(frames, random);
        Assert.Equal(Tensors.Values(frames), Tensors.Values(varied));
    }

    [Fact]
    public void Apply_FromTheSameSeed_GivesTheSameVariants()
    {
        using var frames = Disks(3);
        using Tensor first = Varied(frames, seed: 1),
            again = Varied(frames, seed: 1),
            other = Varied(frames, seed: 2);
        Assert.Equal(Tensors.Values(first), Tensors.Values(again));
        Assert.False(first.equal(other).all().item<bool>());
    }

    [Fact]
    public void Apply_ToDisks_KeepsThemDisksOfAboutTheirSizeAndPlace()
    {
        using var scope = NewDisposeScope();
        using var frames = Disks(Count);
        var inside = (Varied(frames, seed: 1) > 0).to(float32);
        var areas = inside.sum([1, 2, 3]);
        var truth = (frames > 0).to(float32).sum([1, 2, 3]).mean().ToDouble();
        Assert.InRange(areas.mean().ToDouble() / truth, 0.95, 1.1);
        Assert.InRange(areas.std().ToDouble() / truth, 0.1, 0.35); // scale and bends: a sixth to a quarter of the area
        var x = (inside * arange(Side).reshape(1, 1, 1, Side)).sum([1, 2, 3]) / areas - (Side - 1) / 2.0;
        Assert.InRange(x.mean().ToDouble(), -0.6, 0.6);
        Assert.InRange(x.std().ToDouble(), 1, 4); // px
    }

    [Fact]
    public void Apply_ToGrain_KeepsThePowerOfTheFinestDetail()
    {
        using var scope = NewDisposeScope();
        using var seed = new Generator(4, CPU);
        var grain = randn([8, 1, 64, 64], generator: seed).Times(.1);
        using var random = new Generator(5, CPU);
        var ratio = Roughness(new FrameVariation(.5).Apply(grain, random)) / Roughness(grain);
        Assert.InRange(ratio, .7, 1.1); // .35 by bilinear sampling of the frame itself

        static double Roughness(Tensor images) =>
            images[TensorIndex.Ellipsis, TensorIndex.Slice(1, null)]
                .Minus(images[TensorIndex.Ellipsis, TensorIndex.Slice(null, -1)])
                .square()
                .mean()
                .item<float>();
    }

    [Fact]
    public void Apply_ToAnyFrame_StaysInRange()
    {
        using var frames = randn(4, 1, Side, Side).clamp(-1, 1);
        using var varied = Varied(frames, seed: 3);
        Assert.All(Tensors.Values(varied), v => Assert.InRange(v, -1, 1));
    }

    private static Tensor Varied(Tensor frames, int seed)
    {
        using var random = Seed.Torch(seed, "test", 0);
        return new FrameVariation(1).Apply(frames, random);
    }

    private static Tensor Disks(int count)
    {
        using var scope = NewDisposeScope();
        var x = arange(Side) - (Side - 1) / 2.0;
        var inside = x.reshape(1, Side).pow(2) + x.reshape(Side, 1).pow(2) < 144;
        return where(inside, 0.8f, -0.8f).expand(count, 1, Side, Side).contiguous().MoveToOuterDisposeScope();
    }
}
