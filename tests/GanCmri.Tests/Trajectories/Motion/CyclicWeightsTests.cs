using GanCmri.Trajectories.Motion;

namespace GanCmri.Tests.Trajectories.Motion;

public class CyclicWeightsTests
{
    private static readonly double[] Uneven = [0, 0.1, 0.3, 0.5, 0.8];

    private static double Sum(IReadOnlyList<FrameWeight> weights, Func<int, double> value) => weights.Sum(w => w.Weight * value(w.Frame));

    [Fact]
    public void Cubic_CubicInTime_IsExactBetweenUnevenFrames()
    {
        double Cube(double t) => 2 * t * t * t - t * t + 3 * t - 1;
        Assert.Equal(Cube(0.2), Sum(CyclicWeights.Cubic(Uneven, 0.2), i => Cube(Uneven[i])), 5);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.0)]
    [InlineData(0.8)]
    public void Cubic_AtAFrame_IsThatFrame(double phase) =>
        Assert.Equal(Array.IndexOf(Uneven, phase), Sum(CyclicWeights.Cubic(Uneven, phase), i => i), 6);

    [Fact]
    public void Linear_AfterTheLastFrame_GoesToTheFirst()
    {
        var weights = CyclicWeights.Linear(Uneven, 0.95);
        Assert.Equal([4, 0], weights.Select(w => w.Frame));
        Assert.Equal(0.25, weights[0].Weight, 5);
    }

    [Fact]
    public void Cubic_ThreeFrames_IsALine() => Assert.Equal(2, CyclicWeights.Cubic([0, 0.3, 0.6], 0.4).Count);
}
