using GanCmri.Studies.Comparison;

namespace GanCmri.Tests.Studies.Comparison;

public class SuperResolutionComparisonTests
{
    [Fact]
    public void Run_LatentsOnASmoothCurve_MotionWithDetailBeatsPixelsAndTheGeneratorAlone()
    {
        using var generator = PlantedModels.RandomGenerator();
        var restored = SuperResolutionComparison.Run(generator, KnownMotion.Cines(generator, 20, detail: 0.3f));
        double Error(string method) => restored.Where(r => r.Method == method).Average(r => r.MovingRmse);
        Assert.Equal(6, restored.Select(r => r.Method).Distinct().Count());
        Assert.Equal(4 * 9, restored.Count(r => r.Method == "pixels")); // the last frame has no neighbour after it
        Assert.True(Error("periodic + detail") < 0.5 * Error("pixels"), $"{Error("periodic + detail")} against {Error("pixels")}");
        Assert.True(Error("periodic + detail") < 0.5 * Error("periodic"));
        Assert.True(Error("pixels, cubic") < Error("pixels"));
    }

    [Fact]
    public void Run_ShortCines_AreLeftOut()
    {
        using var generator = PlantedModels.RandomGenerator();
        Assert.Empty(SuperResolutionComparison.Run(generator, KnownMotion.Cines(generator, 8)));
    }
}
