using GanCmri.Runtime;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Tests.Trajectories.Motion;

/// <summary>A motion of few cines is drawn towards the line that many ED and ES frames tell.</summary>
public class LineShrinkageTests
{
    private static readonly EdToEs Line = new([0, 3, 4]);

    [Fact]
    public void Apply_FrameToFrame_GoesAsFarAsTheLineAndAQuarterBesideIt()
    {
        // 0.4 of the line and 8 across it, then most of the line back.
        var drawn = (FrameToFrame)
            LineShrinkage.Apply(
                new FrameToFrame([
                    [8, 1.2f, 1.6f],
                    [0, -3, -4],
                ]),
                Line
            );
        Near([2 / .4f, 3, 4], drawn.Transitions[0]);
        Near([0, -3 / .4f, -4 / .4f], drawn.Transitions[1]);
    }

    [Fact]
    public void Apply_Periodic_DrawsEveryMoment()
    {
        var random = new Random(3);
        float[][] coefficients =
        [
            .. Enumerable.Range(0, 4).Select(_ => (float[])[.. Enumerable.Range(0, 3).Select(_ => 4 * random.NextSingle())]),
        ];
        var free = new PeriodicTrajectory(coefficients, .3, .1);
        var drawn = (PeriodicTrajectory)LineShrinkage.Apply(free, Line);
        Assert.Equal((.3, .1), (drawn.AmplitudeSd, drawn.TimingSd));
        float[] unit = [0, .6f, .8f];
        var moments = Enumerable.Range(0, 60).Select(t => t / 60.0).ToArray();
        var reach = moments.Max(t => Vectors.Dot(free.At(t), unit)) / 5;
        Assert.Equal(5, moments.Max(t => Vectors.Dot(drawn.At(t), unit)), 1e-4);
        Assert.All(
            moments,
            t =>
            {
                Assert.Equal(Vectors.Dot(free.At(t), unit) / reach, Vectors.Dot(drawn.At(t), unit), 1e-4);
                Assert.Equal(.25 * free.At(t)[0] / reach, drawn.At(t)[0], 1e-4);
            }
        );
    }

    [Fact]
    public void Apply_AnotherLengthOrNoLine_SaysSo()
    {
        Assert.Throws<InputException>(() =>
            LineShrinkage.Apply(
                new FrameToFrame([
                    [1, 0, 0],
                    [0, -3, -4],
                ]),
                Line
            )
        );
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

    [Fact]
    public void Apply_MotionThatHardlyGoesAlongTheLine_SaysSo()
    {
        var error = Assert.Throws<InputException>(() =>
            LineShrinkage.Apply(
                new FrameToFrame([
                    [1, .3f, .4f],
                    [0, -.3f, -.4f],
                ]),
                Line
            )
        );
        Assert.Equal("10 %", error.Found);
    }

    private static void Near(float[] expected, float[] actual) =>
        Assert.All(expected.Zip(actual), p => Assert.Equal(p.First, p.Second, 1e-5f));
}
