using GanCmri.Phenotypes.Fitting;

namespace GanCmri.Tests.Phenotypes.Fitting;

public class SoftMaskTests
{
    [Fact]
    public void Of_ExcessOfHalfAPixel_IsTheAreaOfTheOutline()
    {
        // A disk of radius 12 drawn with its outline's own pixels reaches half a pixel further.
        var drawn = Shapes.Disk(64, 31.7, 32.2, 12.5);
        Assert.Equal(Math.PI * 144, SoftMask.Of(drawn, 0.5).Sum(p => (double)p), Math.PI * 144 * 0.02);
        Assert.Equal(drawn.Area, SoftMask.Of(drawn, 0).Sum());
    }
}
