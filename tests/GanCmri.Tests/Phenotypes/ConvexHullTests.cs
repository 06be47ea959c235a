using GanCmri.Imaging;
using GanCmri.Phenotypes;

namespace GanCmri.Tests.Phenotypes;

public class ConvexHullTests
{
    [Theory]
    [InlineData(1.5)]
    [InlineData(4)]
    [InlineData(20.3)]
    public void Share_Disk_FillsItsHull(double radius) => Assert.Equal(1, Share(Shapes.Disk(64, 31.3, 32.2, radius)));

    [Theory]
    [InlineData(0)]
    [InlineData(.6)]
    [InlineData(1.3)]
    public void Share_Ellipse_FillsItsHull(double angle)
    {
        bool[] inside = Array.ConvertAll(Shapes.Ellipse(64, 31.3, 32.2, 18, 9, angle).Pixels, v => v > .5f);
        Assert.InRange(ConvexHull.Share(inside, 64), .99, 1);
    }

    // A square of 4 x 4 and a foot of 2 x 4 to its right: of the 6 x 8 around both, the hull leaves out a triangle.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Share_Corner_IsItsPixelsByThoseOfTheHull(bool mirrored)
    {
        string[] rows = ["####....", "####....", "####....", "####....", "########", "########"];
        bool[] inside = [.. rows.SelectMany(r => mirrored ? r.Reverse() : r).Select(c => c == '#')];
        // The hull's edge runs from the last pixel of the first row to that of the fifth: 3, 4, 5, 6, 7, 7.
        Assert.Equal(32 / 38.0, ConvexHull.Share(inside, 8), 12);
    }

    [Fact]
    public void Share_NoRegion_IsNone() => Assert.Equal(0, ConvexHull.Share(new bool[12], 4));

    [Fact]
    public void Clean_CavityThatLeaks_IsNotConvex()
    {
        var whole = Shapes.Ellipse(64, 32, 32, 12, 12, 0).Pixels;
        Assert.Equal(QualityFlags.None, Flags([.. whole]));
        var leaking = (float[])whole.Clone(); // along the septum, and down
        for (var i = 0; i < 12; i++)
        {
            for (var k = 0; k < 4; k++)
                leaking[(28 + k) * 64 + 42 + i] = leaking[(28 + i) * 64 + 50 + k] = 1;
        }

        Assert.Equal(QualityFlags.NotConvex, Flags(leaking));
    }

    private static QualityFlags Flags(float[] cavity) => CavityCleaning.Clean(cavity, new float[64 * 64], 64, 64).Flags;

    private static double Share(Mask mask) => ConvexHull.Share(mask.Inside, mask.Width);
}
