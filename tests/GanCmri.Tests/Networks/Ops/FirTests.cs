using GanCmri.Networks.Ops;
using static TorchSharp.torch;

namespace GanCmri.Tests.Networks.Ops;

public class FirTests
{
    [Fact]
    public void Upsample2d_FilterOfOneTap_PutsPixelsOnTheOddPlaces()
    {
        using var scope = NewDisposeScope();
        // Margins (1 + 1) / 2 before and floor((1 - 2) / 2) = -1 after: a 0 b 0 -> 0 a 0 b; the gain of two axes is 4.
        var y = Fir.Upsample2d(tensor([1f, 2f, 3f, 4f]).reshape(1, 1, 2, 2), Fir.Filter([1]));
        Assert.Equal([0, 0, 0, 0, 0, 4, 0, 8, 0, 0, 0, 0, 0, 12, 0, 16], Tensors.Values(y));
    }

    [Fact]
    public void Downsample2d_FilterOfOneTap_KeepsTheEvenPlaces()
    {
        using var scope = NewDisposeScope();
        var y = Fir.Downsample2d(arange(16).to(ScalarType.Float32).reshape(1, 1, 4, 4), Fir.Filter([1]));
        Assert.Equal([0, 2, 8, 10], Tensors.Values(y));
    }
}
