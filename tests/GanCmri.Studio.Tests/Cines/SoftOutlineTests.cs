using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Studio.Cines;

namespace GanCmri.Studio.Tests.Cines;

public sealed class SoftOutlineTests
{
    private const int Side = 40;

    [Theory]
    [InlineData(2.2)]
    [InlineData(9.3)]
    public void Redrawn_OfAnUnmovedLine_IsNothing(double radius)
    {
        var disk = Disk(radius);
        Assert.Null(disk.Redrawn(Line(disk)));
    }

    [Fact]
    public void Redrawn_OfTwoPixelsThatTouchAtACorner_IsNothingWhereUnmoved()
    {
        var inside = new bool[Side * Side];
        foreach (var (y, x) in new[] { (10, 10), (10, 11), (11, 10), (12, 12), (11, 11), (12, 13), (13, 12), (13, 13), (14, 14), (15, 15) })
            inside[y * Side + x] = true;
        var outline = SoftOutline.Of(new Mask(Side, Side, inside));
        Assert.Null(outline.Redrawn(Line(outline)));
        Assert.False(Polygon.CrossesItself(Line(outline)));
        Assert.InRange(Line(outline).Max(p => p.Y), 14.5, 15.5); // one line round all that touch
    }

    [Fact]
    public void Redrawn_WithOnePointMoved_CountsElsewhereAsBefore()
    {
        var disk = Disk(9.3);
        var line = Line(disk);
        var top = Array.FindIndex(line, p => p.Y == line.Min(q => q.Y));
        line[top] = line[top] with { Y = line[top].Y - 3 };
        var drawn = disk.Redrawn(line)!;
        Assert.True(drawn.Shares.Sum(s => s) > disk.Shares.Sum(s => s));
        for (var i = Side * Side / 2; i < Side * Side; i++)
            Assert.Equal(disk.Shares[i], drawn.Shares[i]);
    }

    [Fact]
    public void Redrawn_Elsewhere_CountsTheNewLineAlone()
    {
        PolygonPoint[] square = [new(2.25, 2), new(8.25, 2), new(8.25, 8), new(2.25, 8)];
        var drawn = Disk(9.3).Redrawn(square)!;
        Assert.Equal(36, drawn.Shares.Sum(s => s) / 255.0, 0.05);
    }

    // Counted more finely than by whole pixels, and not quite sure of its middle.
    private static SoftOutline Disk(double radius)
    {
        double Far(int i) => Math.Sqrt(Math.Pow(i % Side - 19.6, 2) + Math.Pow(i / Side - 19.6, 2));
        int[] all = [.. Enumerable.Range(0, Side * Side)];
        return new SoftOutline(
            new Mask(Side, Side, [.. all.Select(i => Far(i) < radius)]),
            [.. all.Select(i => (byte)(240 * Math.Clamp(radius - Far(i) + .5, 0, 1)))]
        );
    }

    private static PolygonPoint[] Line(SoftOutline outline) =>
        [.. MaskOutline.Of(outline.Mask).Chunk(2).Select(c => new PolygonPoint(c[0], c[1]))];
}
