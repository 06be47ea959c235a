using GanCmri.Latents;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Tests.Latents;

public class NoiseMapsTests
{
    public static TheoryData<string> Layers => new("b4.conv1", "b8.conv1", "b16.conv0", "b32.conv1");

    private static Tensor Map(string layer)
    {
        var array = Golden.Npz("projector_noise.npz")[$"noise_in.{layer}.noise_const"];
        return tensor(array.ToDoubles(), 1, 1, array.Shape[0], array.Shape[1]);
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Regulariser_GoldenNoise_HasValueAndGradient(string layer)
    {
        using var scope = NewDisposeScope();
        var noise = Map(layer).requires_grad_(true);
        var loss = NoiseMaps.Regulariser(noise);
        var expected = Golden.Json("projector.json").GetProperty("noise_reg_each").GetProperty(layer + ".noise_const").GetDouble();
        Assert.Equal(expected, loss.item<double>(), 1e-5 * expected);
        var gradient = autograd.grad([(1e5 * loss).sum()], [noise])[0].data<double>().ToArray();
        var reference = Golden.Npz("projector_noise.npz")[$"noise_grad.{layer}.noise_const"].ToDoubles();
        var largest = reference.Max(Math.Abs);
        for (var i = 0; i < reference.Length; i++)
            Assert.Equal(reference[i], gradient[i], 1e-5 * largest);
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Normalised_GoldenNoise_IsTheReferences(string layer)
    {
        using var scope = NewDisposeScope();
        var actual = NoiseMaps.Normalised(Map(layer).to(ScalarType.Float32)).data<float>().ToArray();
        var reference = Golden.Npz("projector_noise.npz")[$"noise_normed.{layer}.noise_const"].ToFloats();
        Assert.True(Golden.MaxError(actual, reference) < 1e-5 * Golden.MaxAbs(reference));
    }

    [Fact]
    public void Regulariser_SeveralImages_KeepsThemApart()
    {
        using var scope = NewDisposeScope();
        Tensor a = Map("b16.conv0"),
            b = a * 2;
        var both = NoiseMaps.Regulariser(cat([a, b]));
        Assert.Equal(NoiseMaps.Regulariser(a).item<double>(), both[0].item<double>(), 1e-12);
        Assert.Equal(16 * both[0].item<double>(), both[1].item<double>(), 1e-9);
    }
}
