using GanCmri.Detection;
using GanCmri.Imaging;
using GanCmri.Learning;
using GanCmri.Learning.Data;
using GanCmri.Runtime;
using Microsoft.ML;

namespace GanCmri.Tests.Detection;

/// <summary>What can be tested beside plots; training and finding run in tests/packages/run, in a program of their own.</summary>
public class BoxVentriclesTests
{
    [Fact]
    public void Box_OfARegion_HoldsItJust()
    {
        var inside = new bool[8 * 6];
        foreach (var (y, x) in new[] { (2, 3), (5, 1), (4, 4) })
            inside[y * 6 + x] = true;
        Assert.Equal([1f, 2, 5, 6], BoxedHeart.Box(new Mask(8, 6, inside), 1));
        Assert.Equal([3f, 6, 15, 18], BoxedHeart.Box(new Mask(8, 6, inside), 3));
        Assert.Empty(BoxedHeart.Box(new Mask(8, 6, new bool[48]), 2));
    }

    [Fact]
    public void BoxVentricles_BesideReports_SaysWhichPackageToLeaveOut()
    {
        var ml = new MLContext(1);
        var hearts = new RowsView(1, SourceColumn.Vector("Image", [1, 64, 64], (_, pixels) => pixels.Fill(-1)));
        Assert.Contains("leave GanCmri.Reports", Assert.Throws<InputException>(() => ml.Gan.BoxVentricles(hearts)).Message);
    }
}
