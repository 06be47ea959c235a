using GanCmri.Imaging;
using GanCmri.Phenotypes;

namespace GanCmri.Tests.Phenotypes;

public class RegionsTests
{
    [Fact]
    public void Label_DiagonalNeighbours_AreTwoRegions()
    {
        var labels = Regions.Label(Read("#.", ".#"), 2, 2, out var count);
        Assert.Equal(2, count);
        Assert.Equal([1, 0, 0, 2], labels);
    }

    [Fact]
    public void FillHoles_Ring_IsFilledButABayIsNot()
    {
        var map = Read("#####", "#.#.#", "###.#");
        Regions.FillHoles(map, 3, 5);
        Assert.Equal(Read("#####", "###.#", "###.#"), map);
    }

    [Fact]
    public void Clean_TwoDisks_KeepsTheLargerAndSaysSo()
    {
        var large = Shapes.Ellipse(64, 20, 32, 10, 10, 0);
        var small = Shapes.Ellipse(64, 48, 32, 7, 7, 0);
        var both = large.Pixels.Zip(small.Pixels, Math.Max).ToArray();
        var s = CavityCleaning.Clean(both, new float[64 * 64], 64, 64);
        Assert.Equal(Shapes.Disk(64, 20, 32, 10).Area, s.Cavity.Area, 4.0);
        Assert.True(s.Cavity[32, 20] && !s.Cavity[32, 48]);
        Assert.Equal(0, s.CavityProbability[32, 48]);
        Assert.Equal(QualityFlags.SeveralRegions, s.Flags);
        Assert.Null(s.Epicardium);
    }

    [Fact]
    public void Clean_RingShapedCavity_IsFilledWithProbabilityOne()
    {
        var ring = Shapes.Ellipse(64, 32, 32, 12, 12, 0).Pixels.Zip(Shapes.Ellipse(64, 32, 32, 4, 4, 0).Pixels, (a, b) => a - b).ToArray();
        var s = CavityCleaning.Clean(ring, new float[64 * 64], 64, 64);
        Assert.Equal(Math.PI * 144, s.CavityProbability.Pixels.Sum(), 8f);
    }

    [Fact]
    public void Clean_NothingAboveOneHalf_IsNoCavity()
    {
        var s = CavityCleaning.Clean([.. Enumerable.Repeat(0.49f, 100)], new float[100], 10, 10);
        Assert.Equal(QualityFlags.NoCavity, s.Flags);
        Assert.Equal(0, s.Cavity.Area);
        Assert.Equal(0, s.CavityProbability.Pixels.Sum());
        Assert.Equal(1, s.Uncertainty);
    }

    [Fact]
    public void Clean_DiskOverTheEdge_TouchesTheBorder() =>
        Assert.Equal(
            QualityFlags.TouchesBorder,
            CavityCleaning.Clean(Shapes.Ellipse(64, 2, 32, 12, 12, 0).Pixels, new float[64 * 64], 64, 64).Flags
        );

    [Fact]
    public void Clean_FaintDisk_IsUncertain()
    {
        var faint = Array.ConvertAll(Shapes.Ellipse(64, 32, 32, 12, 12, 0).Pixels, v => 0.6f * v);
        var s = CavityCleaning.Clean(faint, new float[64 * 64], 64, 64);
        Assert.Equal(QualityFlags.Uncertain, s.Flags);
        Assert.Equal(1 - 2 * 0.6 / 1.6, s.Uncertainty, 0.02);
    }

    [Fact]
    public void Clean_EpicardiumAroundTheCavity_IsKept()
    {
        var s = CavityCleaning.Clean(Shapes.Ellipse(64, 32, 32, 10, 10, 0).Pixels, Shapes.Ellipse(64, 32, 32, 16, 16, 0).Pixels, 64, 64);
        Assert.Equal(Math.PI * 256, s.Epicardium!.Area, 12.0);
        var m = LvMeasures.Of(new GrayImage(64, 64, new float[64 * 64]), s, new PixelSpacing(2, 2));
        Assert.Equal(12, m.WallThicknessMm, 0.3);
    }

    [Fact]
    public void Fill_Square_HoldsThePixelsWhoseCentreIsInside()
    {
        var mask = Polygon.Fill([new(0.5, 0.5), new(3.5, 0.5), new(3.5, 2.5), new(0.5, 2.5)], 4, 5);
        Assert.Equal(Read(".....", ".###.", ".###.", "....."), mask.Inside);
    }

    private static bool[] Read(params string[] rows) => [.. string.Concat(rows).Select(c => c == '#')];

    [Fact]
    public void Clean_LargerRegionFarFromTheExpectedPlace_LosesAgainstTheNearOne()
    {
        var near = Shapes.Ellipse(128, 60, 64, 9, 9, 0);
        var both = near.Pixels.Zip(Shapes.Ellipse(128, 112, 64, 13, 13, 0).Pixels, Math.Max).ToArray();
        var anywhere = CavityCleaning.Clean([.. both], new float[128 * 128], 128, 128);
        var expected = CavityCleaning.Clean([.. both], new float[128 * 128], 128, 128, PlacePrior.Middle(128, 128, 1));
        Assert.True(anywhere.Cavity[64, 112] && !anywhere.Cavity[64, 60]);
        Assert.True(expected.Cavity[64, 60] && !expected.Cavity[64, 112]);
    }

    // A child's apex: the cavity's tip where it was found, the stomach 45 mm beside it.
    [Fact]
    public void OfMaps_WherePlaceIsFound_TakesTheSmallRegionThere_AndNoneThatIsFar()
    {
        var tip = Shapes.Ellipse(128, 64, 64, 3, 3, 0);
        var stomach = Shapes.Ellipse(128, 97, 64, 14, 14, 0);
        float[] both = [.. tip.Pixels.Zip(stomach.Pixels, Math.Max), .. new float[128 * 128]];
        var place = new PolygonPoint(64, 64);
        Assert.True(CavityCleaning.OfMaps([.. both], 128, 128).Cavity[64, 97]); // nobody looked
        var found = CavityCleaning.OfMaps([.. both], 128, 128, place);
        Assert.True(found.Cavity[64, 64] && !found.Cavity[64, 97]);
        Assert.False(found.Flags.HasFlag(QualityFlags.SeveralRegions));
        float[] alone = [.. stomach.Pixels, .. new float[128 * 128]];
        Assert.True(CavityCleaning.OfMaps(alone, 128, 128, place).Flags.HasFlag(QualityFlags.NoCavity));
    }
}
