using GanCmri.Phenotypes.Fitting;

namespace GanCmri.Tests.Phenotypes.Fitting;

public class PhantomFramesTests
{
    [Fact]
    public void Make_Subjects_AreThreeWholeFramesEach_TheSameBySeed()
    {
        var frames = PhantomFrames.Make(3, seed: 4);
        Assert.Equal(9, frames.Count);
        Assert.All(frames, f => Assert.Equal((256, 256, "phantom"), (f.Image.Height, f.Image.Width, f.Source)));
        Assert.All(frames, f => Assert.True(f.Cavity!.Area > 0 && f.Epicardium is null && f.RightCavity is null));
        Assert.Equal(["ED", "", "ES"], frames.Take(3).Select(f => f.Phase));
        Assert.Equal(3, frames.Select(f => f.Subject).Distinct().Count());
        Assert.Equal(frames.Select(f => f.Image.Pixels), PhantomFrames.Make(3, seed: 4).Select(f => f.Image.Pixels));
        Assert.NotEqual(frames[0].Image.Pixels, PhantomFrames.Make(1, seed: 5)[0].Image.Pixels);
        Assert.Empty(PhantomFrames.Make(0, seed: 4));
    }
}
