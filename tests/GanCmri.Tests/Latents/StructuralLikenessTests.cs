using GanCmri.Latents;
using static TorchSharp.torch;

namespace GanCmri.Tests.Latents;

public class StructuralLikenessTests
{
    [Fact]
    public void Mean_IsWhatImageQualityMeasures()
    {
        const int Side = 24;
        var random = new Random(4);
        var a = Enumerable.Range(0, 2).Select(_ => Image()).ToArray();
        var b = a.Select(image => image.Select(v => (float)(0.8 * v + 0.3 * (random.NextDouble() - 0.5))).ToArray()).ToArray();
        using var scope = NewDisposeScope();

        var likeness = StructuralLikeness.Mean(Images(a), Images(b)).item<float>();

        Assert.Equal(a.Zip(b, (x, y) => ImageQuality.Between(x, y, Side).Ssim).Average(), likeness, 1e-5);
        Assert.Equal(1, StructuralLikeness.Mean(Images(a), Images(a)).item<float>(), 1e-5);

        float[] Image() => [.. Enumerable.Range(0, Side * Side).Select(_ => (float)(2 * random.NextDouble() - 1))];
        static Tensor Images(float[][] images) => tensor(images.SelectMany(i => i).ToArray(), images.Length, 1, Side, Side);
    }
}
