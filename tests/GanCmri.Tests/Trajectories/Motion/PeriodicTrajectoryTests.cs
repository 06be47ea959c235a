using GanCmri.Runtime;
using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Tables;
using MathNet.Numerics.Distributions;

namespace GanCmri.Tests.Trajectories.Motion;

public class PeriodicTrajectoryTests
{
    private const int Length = 24;

    private static PeriodicTrajectory Truth(Random random) =>
        new([.. Enumerable.Range(0, 6).Select(j => MadeUp.Latent(random, Length, 1.0 / (1 + j)))], 0, 0);

    private static LatentCine Cine(
        PeriodicTrajectory truth,
        CineMotion motion,
        Random random,
        int frames,
        double noise,
        string subject = "S"
    ) =>
        new(
            subject,
            [
                .. truth
                    .With(motion)
                    .Cine(MadeUp.Latent(random, Length, 5), frames)
                    .Select(w => w.Zip(MadeUp.Latent(random, Length, noise), (a, b) => a + b).ToArray()),
            ]
        );

    [Fact]
    public void Fit_HeartsWithTheirOwnAmplitudeAndTiming_RecoversBoth()
    {
        var random = new Random(11);
        var truth = Truth(random);
        CineMotion[] motions =
        [
            .. Enumerable.Range(0, 40).Select(_ => new CineMotion(Normal.Sample(random, 1, 0.25), Normal.Sample(random, 0, 0.03))),
        ];
        LatentCine[] cines = [.. motions.Select((m, i) => Cine(truth, m, random, i % 2 == 0 ? 20 : 25, 0.05, $"S{i}"))];
        var model = new PeriodicFit(3).Fit(cines);
        var scale = motions.Average(m => m.Amplitude);
        for (var s = 0; s < motions.Length; s++)
        {
            Assert.Equal(motions[s].Amplitude / scale, model.Motions[s].Amplitude, 0.02);
            Assert.Equal(motions[s].Timing, model.Motions[s].Timing, 0.01);
        }

        Assert.Equal(0.25 / scale, model.Average.AmplitudeSd, 0.05);
        Assert.Equal(0.03, model.Average.TimingSd, 0.008);
    }

    [Fact]
    public void Fit_NoisyHearts_ShrinksTowardsTheAverage()
    {
        var random = new Random(12);
        var truth = Truth(random);
        LatentCine[] cines = [.. Enumerable.Range(0, 40).Select(i => Cine(truth, CineMotion.Average, random, 20, 2.5, $"S{i}"))];
        var model = new PeriodicFit(3).Fit(cines);
        var single = cines.Select(c => new PeriodicFit(3).Fit([c]).Average).ToArray();
        // Alone, noise inflates a heart's motion; together, all come out as what they are: equal.
        Assert.True(model.Average.AmplitudeSd < 0.1);
        Assert.True(single.Average(t => Size(t)) > 2 * Size(truth));
        Assert.Equal(Size(truth), Size(model.Average), 0.15 * Size(truth));
    }

    [Fact]
    public void Fit_OneHeartMovesMuchAndInItsOwnWay_KeepsWhatAllHaveInCommon()
    {
        var random = new Random(16);
        var (common, own) = (Truth(random), Truth(random));
        LatentCine[] cines =
        [
            .. Enumerable
                .Range(0, 8)
                .Select(i =>
                    i == 0
                        ? new LatentCine(
                            "S0",
                            [
                                .. common
                                    .Cine(MadeUp.Latent(random, Length, 5), 20)
                                    .Zip(
                                        own.With(new CineMotion(6, 0)).Cine(new float[Length], 20),
                                        (a, b) => a.Zip(b, (x, y) => x + y).ToArray()
                                    ),
                            ]
                        )
                        : Cine(common, CineMotion.Average, random, 20, 0.05, $"S{i}")
                ),
        ];
        var along = new PeriodicFit(3).Fit(cines).Average.At(0.4).Zip(common.At(0.4), (a, b) => (double)a * b).Sum();
        Assert.True(along > 0.7 * common.At(0.4).Sum(x => (double)x * x));
    }

    [Fact]
    public void Fit_SubjectWithManyCines_CountsOnce()
    {
        var (random, truth) = (new Random(17), Truth(new Random(18)));
        CineMotion[] motions = [new(0.5, 0), new(0.5, 0), new(0.5, 0), new(1.5, 0)];
        LatentCine[] cines = [.. motions.Select((m, i) => Cine(truth, m, random, 20, 0, i < 3 ? "A" : "B"))];
        Assert.True(MadeUp.MaxError([new PeriodicFit(3).Fit(cines).Average.At(0.4)], [truth.At(0.4)]) < 0.02);
    }

    [Fact]
    public void Fit_CineFarOutOfTime_StaysWithinTheRangeOfTimings()
    {
        var (random, truth) = (new Random(19), Truth(new Random(20)));
        LatentCine[] cines =
        [
            .. Enumerable.Range(0, 12).Select(i => Cine(truth, new CineMotion(1, i == 0 ? -0.27 : 0), random, 20, 0, $"S{i}")),
        ];
        Assert.All(
            new PeriodicFit(3).Fit(cines).Motions,
            m => Assert.InRange(2 * Math.PI * Math.Abs(m.Timing), 0, HarmonicBasis.LargestTimingRadians + 1e-9)
        );
    }

    [Fact]
    public void Cine_AnyNumberOfFrames_IsAClosedCurve()
    {
        var random = new Random(14);
        var truth = Truth(random);
        var start = MadeUp.Latent(random, Length);
        var coarse = truth.Cine(start, 10);
        var fine = truth.Cine(start, 1000);
        Assert.Equal(start, coarse[0]);
        Assert.True(Golden.MaxError(coarse[3], fine[300]) < 1e-5);
        Assert.True(Golden.MaxError(fine[999], start) < 0.1);
    }

    [Fact]
    public void Draw_ManyHearts_HasTheFittedSpread()
    {
        var random = new Random(15);
        var trajectory = new PeriodicTrajectory(
            [
                [1f],
                [0f],
            ],
            0.2,
            0.03
        );
        CineMotion[] drawn = [.. Enumerable.Range(0, 4000).Select(_ => trajectory.Draw(random))];
        Assert.Equal(1, drawn.Average(m => m.Amplitude), 0.02);
        Assert.Equal(0.2, Math.Sqrt(drawn.Average(m => (m.Amplitude - 1) * (m.Amplitude - 1))), 0.02);
        Assert.Equal(0.03, Math.Sqrt(drawn.Average(m => m.Timing * m.Timing)), 0.003);
    }

    [Fact]
    public void Draw_WideSpread_StaysABeatThatRunsForwards()
    {
        var random = new Random(16);
        var trajectory = new PeriodicTrajectory(
            [
                [1f],
                [0f],
            ],
            0.64,
            0.16
        ); // as in the shipped model
        Assert.All(
            Enumerable.Range(0, 4000).Select(_ => trajectory.Draw(random)),
            m =>
            {
                Assert.InRange(m.Amplitude, 0.2, 2.6);
                Assert.InRange(m.Timing, -1.5 / (2 * Math.PI), 1.5 / (2 * Math.PI));
            }
        );
    }

    [Fact]
    public void Fit_CinesTooShort_Throws()
    {
        var e = Assert.Throws<InputException>(() =>
            new PeriodicFit(4).Fit([
                new LatentCine(
                    "A",
                    [
                        [0f],
                        [1f],
                        [2f],
                    ]
                ),
            ])
        );
        Assert.Contains("at least 9 frames", e.Message, StringComparison.Ordinal);
    }

    private static double Size(PeriodicTrajectory t) => t.Coefficients.Sum(c => c.Sum(x => (double)x * x));
}
