using GanCmri.Imaging;
using GanCmri.Phenotypes;

namespace GanCmri.Tests.Phenotypes;

public class WallSegmentsTests
{
    private static readonly PixelSpacing Pixel = new(1.5, 1.5);

    [Fact]
    public void Of_EvenWall_IsAsThickInEverySector()
    {
        var wall = WallSegments.Of(Outline(epicardiumY: 48), Pixel)!;
        foreach (
            var mm in (double[])
                [wall.AnteriorMm, wall.AnteroseptalMm, wall.InferoseptalMm, wall.InferiorMm, wall.InferolateralMm, wall.AnterolateralMm]
        )
            Assert.Equal(9, mm, 0.75); // within half a pixel
    }

    [Fact]
    public void Of_WallThickerAbove_IsThickestInTheAnteriorSectors()
    {
        // The septum is at the left and the epicardium's centre lies two pixels higher.
        var wall = WallSegments.Of(Outline(epicardiumY: 46), Pixel)!;
        Assert.True(wall.AnteriorMm > 10.5 && wall.AnterolateralMm > 10, $"{wall}");
        Assert.True(wall.InferiorMm < 7.5 && wall.InferolateralMm < 8, $"{wall}");
        Assert.Equal(wall.AnteriorMm, wall.AnteroseptalMm + (wall.AnteriorMm - wall.AnterolateralMm), 0.6);
    }

    [Fact]
    public void Of_NoRightVentricleOrPixelSize_IsUnknown()
    {
        Assert.Null(WallSegments.Of(Outline(48) with { RightCavity = null }, Pixel));
        Assert.Null(WallSegments.Of(Outline(48), null));
    }

    private static Segmentation Outline(double epicardiumY)
    {
        var cavity = Shapes.Ellipse(96, 56, 48, 12, 12, 0);
        return new Segmentation(Shapes.Threshold(cavity), cavity, Shapes.Disk(96, 56, epicardiumY, 18), 0, QualityFlags.None)
        {
            RightCavity = Shapes.Disk(96, 24, 48, 12),
        };
    }
}
