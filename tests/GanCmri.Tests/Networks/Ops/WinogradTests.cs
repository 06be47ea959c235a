using GanCmri.Networks.Ops;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Tests.Networks.Ops;

public class WinogradTests
{
    [Theory]
    [InlineData(4, 4)]
    [InlineData(6, 10)]
    [InlineData(2, 2050)] // One row of tiles at a time.
    public void Conv_AnySize_IsTheConvolution(int height, int width)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var random = new torch.Generator(1, CPU);
        Tensor x = randn([2, 3, height, width], generator: random),
            w = randn([5, 3, 3, 3], generator: random);
        var expected = nn.functional.conv2d(x, w, padding: [1, 1]);
        var found = Winograd.Conv(x, Winograd.Weights(w));
        Assert.Equal(expected.shape, found.shape);
        Assert.InRange((found - expected).abs().max().item<float>(), 0, 2e-5f);
    }

    [Fact]
    public void Conv_AnImage_IsTheSameAloneAndAmongOthers()
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var random = new torch.Generator(1, CPU);
        Tensor x = randn([3, 8, 8, 8], generator: random),
            w = Winograd.Weights(randn([8, 8, 3, 3], generator: random));
        Assert.Equal(Tensors.Values(Winograd.Conv(x, w)[1]), Tensors.Values(Winograd.Conv(x[1..2], w)));
    }

    [Theory]
    [InlineData(512, 512, 16, true)]
    [InlineData(512, 512, 8, false)]
    [InlineData(64, 512, 64, false)]
    public void Pays_WideLayersOfSomeSize(long inputs, long outputs, long side, bool pays) =>
        Assert.Equal(pays, Winograd.Pays(inputs, outputs, side));
}
