using GanCmri.Runtime;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Tests.Trajectories.Motion;

/// <summary>A motion of few cines is drawn towards the line that many ED and ES frames tell.</summary>
public class LineShrinkageTests
{
    private static readonly EdToEs Line = new([0, 3, 4]);

    [Fact]
    public void Apply_FrameToFrame_KeepsTheLineAndAQuarterOfTheRest()
    {
        // Twice the line's unit vector and 8 across it, then the line back.
        var drawn = (FrameToFrame)
            LineShrinkage.Apply(
                new FrameToFrame([
                    [8, 1.2f, 1.6f],
                    [0, -3, -4],
                ]),
                Line
            );
        Near([2, 1.2f, 1.6f], drawn.Transitions[0]);
        Near([0, -3, -4], drawn.Transitions[1]);
    }

    [Fact]
    public void Apply_Periodic_DrawsEveryMoment()
    {
        var random = new Random(3);
        float[][] coefficients =
        [
            .. Enumerable.Range(0, 4).Select(_ => (float[])[.. Enumerable.Range(0, 3).Select(_ => random.NextSingle())]),
        ];
        var free = new PeriodicTrajectory(coefficients, .3, .1);
        var drawn = (PeriodicTrajectory)LineShrinkage.Apply(free, Line);
        Assert.Equal((.3, .1), (drawn.AmplitudeSd, drawn.TimingSd));
        float[] unit = [0, .6f, .8f];
        foreach (var phase in new[] { .1, .4, .9 })
        {
            var (before, after) = (free.At(phase), drawn.At(phase));
            Assert.Equal(Vectors.Dot(before, unit), Vectors.Dot(after, unit), 1e-5);
            Assert.Equal(.25 * before[0], after[0], 1e-5);
        }
    }

    [Fact]
    public void Apply_AnotherLengthOrNoLine_SaysSo()
    {
        Assert.Throws<InputException>(() =>
            LineShrinkage.Apply(
                new FrameToFrame([
                    [1, 2],
                ]),
                Line
            )
        );
        Assert.Throws<InputException>(() =>
            LineShrinkage.Apply(
                new FrameToFrame([
                    [1, 2],
                ]),
                new EdToEs([0, 0])
            )
        );
    }

    private static void Near(float[] expected, float[] actual) =>
        Assert.All(expected.Zip(actual), p => Assert.Equal(p.First, p.Second, 1e-5f));
}
