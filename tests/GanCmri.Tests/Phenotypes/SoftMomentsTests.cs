using GanCmri.Imaging;
using GanCmri.Phenotypes;
using static TorchSharp.torch;

namespace GanCmri.Tests.Phenotypes;

public class SoftMomentsTests
{
    private const int Side = 24;

    [Fact]
    public void Of_SoftEllipse_EqualsRegionMoments()
    {
        using var scope = NewDisposeScope();
        var pixels = Ellipse();
        var exact = RegionMoments.Of(new GrayImage(Side, Side, pixels));
        var soft = SoftMoments.Of(tensor(pixels, [1, Side, Side]));
        Assert.Equal(exact.AreaPx, soft.Area.item<float>(), 3);
        Assert.Equal(exact.SphericityIndex, soft.SphericityIndex.item<float>(), 4);
    }

    [Fact]
    public void Of_Stretch_IsTheEllipsesAxesAndAngle()
    {
        using var scope = NewDisposeScope();
        var exact = RegionMoments.Of(new GrayImage(Side, Side, Ellipse()));
        var soft = SoftMoments.Of(tensor(Ellipse(), [1, Side, Side]));
        var (major, minor) = (exact.MajorAxisPx * exact.MajorAxisPx, exact.MinorAxisPx * exact.MinorAxisPx);
        var size = (major - minor) / (major + minor);
        Assert.Equal(size * Math.Cos(2 * exact.AngleRad), soft.AlongRows.item<float>(), 4);
        Assert.Equal(size * Math.Sin(2 * exact.AngleRad), soft.AlongDiagonal.item<float>(), 4);
    }

    [Fact]
    public void Of_Gradient_IsTheFiniteDifference()
    {
        using var scope = NewDisposeScope();
        var weights = tensor(Ellipse(), [1, Side, Side]).clone().requires_grad_(true);
        var gradient = autograd.grad([SoftMoments.Of(weights).SphericityIndex.sum()], [weights])[0];
        double At(float change)
        {
            var pixels = Ellipse();
            pixels[12 * Side + 19] += change;
            return RegionMoments.Of(new GrayImage(Side, Side, pixels)).SphericityIndex;
        }

        Assert.Equal((At(.01f) - At(-.01f)) / .02, gradient[0, 12, 19].item<float>(), 5);
    }

    // Long along the row, turned a little, soft edge.
    private static float[] Ellipse() =>
        [
            .. from y in Enumerable.Range(0, Side)
            from x in Enumerable.Range(0, Side)
            let u = x - 11.5 + .2 * (y - 11)
            let v = y - 11
            select (float)(1 / (1 + Math.Exp(4 * (Math.Sqrt(u * u / 64.0 + v * v / 25.0) - 1) * 5))),
        ];
}
