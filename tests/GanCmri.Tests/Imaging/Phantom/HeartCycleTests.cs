using GanCmri.Imaging.Phantom;

namespace GanCmri.Tests.Imaging.Phantom;

public class HeartCycleTests
{
    [Theory]
    [InlineData(45, 0.2)]
    [InlineData(68, 0.25)]
    [InlineData(90, 0.35)]
    public void Contraction_OverABeat_EjectsRelaxesFillsAndKicks(double heartRatePerMinute, double kick)
    {
        var cycle = new HeartCycle(heartRatePerMinute, kick);
        var beatMs = cycle.BeatMs;
        var curve = Enumerable.Range(0, 2001).Select(i => cycle.Contraction(beatMs * i / 2000)).ToArray();
        var ejectionEndMs = 40 + 413 - 1.7 * heartRatePerMinute;

        Assert.Equal(0, curve[0]);
        Assert.Equal(0, curve[^1], 12);
        Assert.Equal(1, cycle.Contraction(ejectionEndMs), 9);
        Assert.Equal(1, cycle.Contraction(ejectionEndMs + 79), 9);
        Assert.Equal(kick, cycle.Contraction(beatMs - 131), 9); // diastasis, before the kick
        Assert.All(curve, v => Assert.InRange(v, 0, 1));
        var peak = Array.IndexOf(curve, 1);
        for (var i = 1; i < curve.Length; i++)
        {
            Assert.True(i <= peak ? curve[i] >= curve[i - 1] : curve[i] <= curve[i - 1] + 1e-12);
            Assert.InRange(Math.Abs(curve[i] - curve[i - 1]), 0, 0.02); // no jumps
        }
    }
}
