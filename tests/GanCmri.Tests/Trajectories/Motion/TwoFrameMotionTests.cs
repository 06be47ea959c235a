using GanCmri.Trajectories.Motion;

namespace GanCmri.Tests.Trajectories.Motion;

public class TwoFrameMotionTests
{
    // Two harmonics, farthest from end-diastole at mid-cycle.
    private static PeriodicTrajectory Average(Random random, int length = 6) =>
        new([MadeUp.Latent(random, length), new float[length], new float[length], MadeUp.Latent(random, length, 0.01)], 0, 0);

    [Fact]
    public void Cine_PassesThroughBothFrames()
    {
        var random = new Random(1);
        var average = Average(random);
        float[] diastole = MadeUp.Latent(random, 6),
            systole = MadeUp.Latent(random, 6);
        var cine = TwoFrameMotion.Cine(average, diastole, systole, 0.4, 20);
        Assert.True(MadeUp.MaxError([cine[0]], [diastole]) < 1e-5);
        Assert.True(MadeUp.MaxError([cine[8]], [systole]) < 1e-4);
    }

    [Fact]
    public void Cine_OfAHeartThatMovesAsTheAverage_IsTheAverageMotion()
    {
        var random = new Random(2);
        var average = Average(random);
        var turn = Enumerable.Range(1, 199).Select(i => i / 200.0).MaxBy(p => average.At(p).Sum(x => x * x));
        var diastole = MadeUp.Latent(random, 6);
        float[] systole = [.. diastole.Zip(average.At(turn), (a, b) => a + b)];
        Assert.True(MadeUp.MaxError(TwoFrameMotion.Cine(average, diastole, systole, turn, 16), average.Cine(diastole, 16)) < 1e-4);
    }

    [Fact]
    public void Cine_EndSystoleAtEndDiastole_Throws() =>
        Assert.Throws<ArgumentException>(() => TwoFrameMotion.Cine(Average(new Random(3)), new float[6], new float[6], 0, 8));
}
