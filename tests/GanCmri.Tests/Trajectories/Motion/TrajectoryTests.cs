using GanCmri.Runtime;
using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Tests.Trajectories.Motion;

public class TrajectoryTests
{
    [Fact]
    public void EdToEs_FiftyFrames_RisesAndFallsAsPublished()
    {
        var cine = new EdToEs([1f, -2f]).Cine([10f, 20f], 50);
        Assert.Equal([10f, 20f], cine[0]);
        Assert.Equal(10 + 1 / 25f, cine[1][0], 1e-6f);
        Assert.Equal(10 + 24 / 25f, cine[24][0], 1e-6f);
        Assert.Equal(cine[24], cine[25]);
        Assert.Equal(20 - 2 * 24 / 25f, cine[25][1], 1e-5f);
        Assert.Equal([10f, 20f], cine[49]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(25)]
    public void EdToEs_AnyNumberOfFrames_StartsAndEndsAtEndDiastole(int frames)
    {
        var cine = new EdToEs([1f]).Cine([3f], frames);
        Assert.Equal(3f, cine[0][0]);
        Assert.Equal(3f, cine[^1][0]);
        Assert.Equal((frames - 1) / 2, Array.IndexOf(cine, cine.MaxBy(w => w[0])));
    }

    [Fact]
    public void FrameToFrame_Closed_EndsWhereItBegins()
    {
        // A beat of 20 frames that returns, 0 to -1 and back, and drifts by 0.05 a frame.
        double Beat(int t) => (Math.Cos(2 * Math.PI * t / 20) - 1) / 2;
        var open = new FrameToFrame([.. Enumerable.Range(0, 19).Select(t => new[] { (float)(Beat(t + 1) - Beat(t) + .05) })]);
        var (before, after) = (open.Cine([3f], 20), open.Closed().Cine([3f], 20));
        Assert.True(before[19][0] - before[0][0] > .9);
        Assert.All(Enumerable.Range(0, 20), t => Assert.Equal(3 + Beat(t), after[t][0], 0.02));
        var coarse = new FrameToFrame([
            [-1f],
            [.5f],
        ]);
        Assert.Equal(coarse.Cine([0f], 3), coarse.Closed().Cine([0f], 3)); // too few steps to tell drift from motion
        Assert.Equal(-.25f, coarse.Closed().Cine([0f], 6)[5][0]); // and half-way back
    }

    [Theory]
    [InlineData(8)]
    [InlineData(20)]
    [InlineData(100)]
    public void FrameToFrame_Closed_DoesNotJumpFromTheLastFrameToTheFirst(int frames)
    {
        double Beat(int t) => (Math.Cos(2 * Math.PI * t / 20) - 1) / 2;
        var open = new FrameToFrame([.. Enumerable.Range(0, 19).Select(t => new[] { (float)(Beat(t + 1) - Beat(t) + .05) })]);
        float[][] beat = open.Closed().Scaled(2).Cine([3f], frames, startPhase: .4);
        double[] steps = [.. beat.Zip(beat.Skip(1).Append(beat[0]), (a, b) => (double)Math.Abs(a[0] - b[0]))];
        Assert.True(steps[^1] <= steps[..^1].Max(), $"{steps[^1]} > {steps[..^1].Max()}");
        Assert.Equal(beat, open.Closed().Scaled(2).Closed().Cine([3f], frames, startPhase: .4));
    }

    [Fact]
    public void EdToEs_Fit_IsTheMeanOverSubjectsNotCines()
    {
        var fitted = EdToEs.Fit([
            new LatentCine(
                "A",
                [
                    [0f],
                    [1f],
                ],
                endSystole: 1
            ),
            new LatentCine(
                "A",
                [
                    [0f],
                    [3f],
                ],
                endSystole: 1
            ),
            new LatentCine(
                "B",
                [
                    [5f],
                    [1f],
                    [9f],
                ],
                endDiastole: 1,
                endSystole: 2
            ),
        ]);
        Assert.Equal((2f + 8f) / 2, fitted.Direction[0], 1e-6f);
    }

    [Fact]
    public void EdToEs_UnknownEndSystole_TakesTheFarthestFrame()
    {
        Assert.Equal(
            -4f,
            EdToEs
                .Fit([
                    new LatentCine(
                        "A",
                        [
                            [0f],
                            [1f],
                            [-4f],
                            [2f],
                        ]
                    ),
                ])
                .Direction[0]
        );
    }

    [Fact]
    public void TowardsEndDiastole_Default_SubtractsSevenTenths()
    {
        Assert.Equal(2 - 0.7f * 3, new EdToEs([3f]).TowardsEndDiastole([2f])[0], 1e-6f);
    }

    [Fact]
    public void FrameToFrame_Fit_RecoversPlantedTransitions()
    {
        var random = new Random(3);
        float[][] steps = [.. Enumerable.Range(0, 9).Select(_ => MadeUp.Latent(random, 16))];
        LatentCine[] cines =
        [
            .. Enumerable.Range(0, 5).Select(s => new LatentCine($"S{s}", new FrameToFrame(steps).Cine(MadeUp.Latent(random, 16), 10))),
        ];
        Assert.True(MadeUp.MaxError(FrameToFrame.Fit(cines).Transitions, steps) < 1e-5);
    }

    [Fact]
    public void FrameToFrame_OtherNumberOfFrames_LiesOnTheSamePath()
    {
        var trajectory = new FrameToFrame([
            [1f],
            [2f],
            [-3f],
        ]);
        Assert.Equal([0f, 1f, 3f, 0f], trajectory.Cine([0f], 4).Select(w => w[0]));
        Assert.Equal([0f, 0.5f, 1f, 2f, 3f, 1.5f, 0f], trajectory.Cine([0f], 7).Select(w => w[0]));
    }

    [Fact]
    public void Cine_FromAFrameInMidCycle_PassesThroughIt()
    {
        var trajectory = new FrameToFrame([
            [1f],
            [2f],
            [-3f],
        ]);
        var cine = trajectory.Cine([7f], 4, startPhase: 0.5);
        Assert.Equal(7f, cine[2][0]);
        Assert.Equal(4f, cine[0][0]);
    }

    [Fact]
    public void Cine_LatentOfAnotherLength_Throws()
    {
        var e = Assert.Throws<InputException>(() => new EdToEs([1f, 2f]).Cine([1f], 3));
        Assert.Contains("latents of 2 numbers, found 1", e.Message, StringComparison.Ordinal);
    }
}
