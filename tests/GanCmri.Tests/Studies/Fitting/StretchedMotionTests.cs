using GanCmri.Studies.Fitting;
using GanCmri.Tests.Fixtures;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Tests.Studies.Fitting;

/// <summary>A motion that is fitted with a stretch goes so many times as far, in the file too.</summary>
public class StretchedMotionTests
{
    [Theory]
    [InlineData(MotionKind.EdToEs)]
    [InlineData(MotionKind.FrameToFrame)]
    [InlineData(MotionKind.Periodic)]
    public void Fit_Stretched_GoesSoManyTimesAsFar(MotionKind kind)
    {
        using var folder = new TemporaryFolder();
        var latents = EarlyFiles.Path("Tables", "latents.csv");
        var options = new TrajectoryFittingOptions { Kind = kind, Components = 3 };
        TrajectoryFitting.Fit(latents, options with { Stretch = 1.75 }).Write(folder.File("stretched.json"));
        var plain = TrajectoryFitting.Fit(latents, options).Trajectory;

        var stretched = TrajectoryFile.Read(folder.File("stretched.json"));

        Assert.Equal("1.75", stretched.Provenance.Settings["stretch"]);
        if (plain is PeriodicTrajectory mean)
            Assert.Equal(mean.AmplitudeSd / 1.75, ((PeriodicTrajectory)stretched.Trajectory).AmplitudeSd, 1e-6);
        var start = LatentCsv.Read(latents).Frames[0].W;
        foreach (var (far, near) in stretched.Trajectory.Cine(start, 12).Zip(plain.Cine(start, 12)))
        {
            var expected = Vectors.AddScaled(start, 1.75, Vectors.Subtract(near, start));
            Assert.True(Golden.MaxError(far, expected) < 1e-5);
        }
    }
}
