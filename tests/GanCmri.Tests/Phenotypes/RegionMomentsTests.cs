using GanCmri.Phenotypes;

namespace GanCmri.Tests.Phenotypes;

public class RegionMomentsTests
{
    // Shares of covered pixels have a second moment 1/12 px² above the shape's: at most 0.06 px on the axes here.
    [Theory]
    [InlineData(20, 20, 0)]
    [InlineData(20, 12, 0)]
    [InlineData(20, 12, 0.6)]
    [InlineData(9, 6, -1.2)]
    public void Of_Ellipse_GivesItsAxesAreaAndCentre(double a, double b, double angle)
    {
        var m = RegionMoments.Of(Shapes.Ellipse(64, 31.3, 32.6, a, b, angle));
        Assert.Equal(Math.PI * a * b, m.AreaPx, 0.005 * Math.PI * a * b);
        Assert.Equal(2 * a, m.MajorAxisPx, 0.06);
        Assert.Equal(2 * b, m.MinorAxisPx, 0.06);
        Assert.Equal(b / a, m.SphericityIndex, 0.005);
        Assert.Equal(31.3, m.Centre.X, 0.01);
        Assert.Equal(32.6, m.Centre.Y, 0.01);
        Assert.Equal(Math.Sqrt(1 - b * b / (a * a)), m.Eccentricity, 0.05);
        if (a > b)
            Assert.Equal(angle, m.AngleRad, 0.01);
    }

    [Fact]
    public void Of_PixelsThatAreNotSquare_MeasuresInMillimetres()
    {
        var m = RegionMoments.Of(Shapes.Ellipse(64, 32, 32, 20, 10, 0), columnScale: 1, rowScale: 2);
        Assert.Equal(40, m.MajorAxisPx, 0.1);
        Assert.Equal(1, m.SphericityIndex, 0.01);
        Assert.Equal(Math.PI * 20 * 20, m.AreaPx, 5.0);
    }

    [Fact]
    public void Of_DiskGrowingByATenthOfAPixel_GrowsSmoothly()
    {
        var areas = Enumerable
            .Range(0, 10)
            .Select(i => RegionMoments.Of(Shapes.Ellipse(64, 32, 32, 10 + 0.1 * i, 10 + 0.1 * i, 0)).AreaPx)
            .ToArray();
        Assert.All(areas.Zip(areas.Skip(1), (x, y) => y - x), step => Assert.InRange(step, 4, 9));
    }
}
