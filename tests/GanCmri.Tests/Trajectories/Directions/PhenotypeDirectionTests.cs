using GanCmri.Runtime;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Tests.Trajectories.Directions;

public class PhenotypeDirectionTests
{
    [Fact]
    public void Fit_MeanSplit_IsTheDifferenceOfGroupMeans()
    {
        float[][] latents =
        [
            [0f, 0f],
            [2f, 0f],
            [4f, 2f],
            [6f, 4f],
        ];
        var k = PhenotypeDirection.Fit(latents, [10, 20, 60, 70], "LV area (mm2)");
        Assert.Equal([4f, 3f], k.Vector);
        Assert.Equal(40, k.Threshold);
        Assert.Equal(2, k.Low);
        Assert.Equal(2, k.High);
        Assert.Equal(50, k.Contrast);
        Assert.Equal([1f - 2 * 4f, 1f - 2 * 3f], k.Move([1f, 1f], -2));
    }

    [Theory]
    [InlineData(DirectionMethod.MeanSplit, 40)]
    [InlineData(DirectionMethod.MeanSplit, 400)]
    [InlineData(DirectionMethod.Ridge, 40)]
    [InlineData(DirectionMethod.Ridge, 400)]
    [InlineData(DirectionMethod.Logistic, 40)]
    [InlineData(DirectionMethod.Logistic, 400)]
    public void Fit_PhenotypeLinearInTheLatent_PointsItsWay(DirectionMethod method, int subjects)
    {
        // 64 numbers a latent: fewer and more subjects than numbers.
        var random = new Random(31);
        var truth = MadeUp.Latent(random, 64);
        float[][] latents = [.. Enumerable.Range(0, subjects).Select(_ => MadeUp.Latent(random, 64))];
        double[] values = [.. latents.Select(w => Dot(w, truth))];
        var k = PhenotypeDirection.Fit(latents, values, "made-up", method);
        // Expected cosine of a mean split of n latents in 64 dimensions: about sqrt(1 / (1 + 64 pi / (2 n))).
        Assert.True(Cosine([.. k.Vector], truth) > (subjects == 40 ? 0.5 : 0.85));
        if (method == DirectionMethod.Ridge && subjects == 400)
            Assert.True(Cosine([.. k.Vector], truth) > 0.9999);
        // c = 1 is as far as the group means lie apart along k.
        float[] Mean(bool high) =>
            [.. Enumerable.Range(0, 64).Select(i => latents.Where((_, s) => values[s] > k.Threshold == high).Average(w => w[i]))];
        var apart = Mean(true).Zip(Mean(false), (a, b) => a - b).ToArray();
        Assert.Equal(1, Dot(apart, [.. k.Vector]) / Dot([.. k.Vector], [.. k.Vector]), 1e-4);
    }

    [Fact]
    public void Fit_RidgeWithCorrelatedLatents_IgnoresWhatOnlyComesAlong()
    {
        // Number 1 follows number 0 but does not make the phenotype: the mean split mixes them, the regression does not.
        var random = new Random(32);
        float[][] latents =
        [
            .. Enumerable.Range(0, 300).Select(_ => MadeUp.Latent(random, 3)).Select(w => new[] { w[0], w[0] + 0.5f * w[1], w[2] }),
        ];
        double[] values = [.. latents.Select(w => (double)w[0])];
        var split = PhenotypeDirection.Fit(latents, values, "made-up").Vector;
        var ridge = PhenotypeDirection.Fit(latents, values, "made-up", DirectionMethod.Ridge).Vector;
        Assert.True(split[1] > 0.8 * split[0]);
        Assert.True(Math.Abs(ridge[1]) < 0.01 * ridge[0]);
    }

    [Fact]
    public void Fit_RidgeWithManyFramesASubject_DoesNotLearnWhoItIs()
    {
        // 12 subjects of 20 frames, 64 numbers a latent; number 0 makes the phenotype, but each subject has an offset of its own, which its
        // frames' nearly equal latents tell. Frame by frame a weak penalty seems best, as the others of a subject give its offset away.
        var random = new Random(33);
        var hearts = Enumerable
            .Range(0, 12)
            .Select(_ => (Latent: MadeUp.Latent(random, 64), Offset: 4 * MadeUp.Latent(random, 1)[0]))
            .ToArray();
        var rows = (
            from i in Enumerable.Range(0, 240)
            let heart = hearts[i / 20]
            let own = MadeUp.Latent(random, 64)
            let w = heart.Latent.Select((v, d) => v + 0.3f * own[d]).ToArray()
            select (Subject: $"S{i / 20}", W: w, Value: 3.0 * w[0] + heart.Offset)
        ).ToArray();
        float[][] latents = [.. rows.Select(r => r.W)];
        double[] values = [.. rows.Select(r => r.Value)];
        float[] Fit(string[]? subjects) => [.. PhenotypeDirection.Fit(latents, values, "made-up", DirectionMethod.Ridge, subjects).Vector];

        // An independent choice of the penalty: refit without each subject in turn.
        var chosen = Fit([.. rows.Select(r => r.Subject)]);
        var penalty = LeaveSubjectsOut.BestPenalty(latents, values, [.. rows.Select(r => r.Subject)]);
        Assert.Equal(1, Cosine(chosen, LeaveSubjectsOut.Ridge(latents, values, penalty)), 1e-5);
        Assert.True(Cosine(Fit(null), chosen) < 0.999);
        Assert.Equal(Fit(null), Fit([.. Enumerable.Range(0, rows.Length).Select(i => $"{i}")]));
    }

    [Fact]
    public void Fit_RidgeWithFramesOfOneSubject_LeavesOutFrames()
    {
        var random = new Random(34);
        float[][] latents = [.. Enumerable.Range(0, 30).Select(_ => MadeUp.Latent(random, 8))];
        double[] values = [.. latents.Select(w => w[0] + random.NextDouble())];
        Assert.Equal(
            PhenotypeDirection.Fit(latents, values, "made-up", DirectionMethod.Ridge).Vector,
            PhenotypeDirection.Fit(latents, values, "made-up", DirectionMethod.Ridge, [.. values.Select(_ => "S1")]).Vector
        );
    }

    [Fact]
    public void Fit_ConstantPhenotype_Throws()
    {
        var e = Assert.Throws<InputException>(() =>
            PhenotypeDirection.Fit(
                [
                    [1f],
                    [2f],
                ],
                [3, 3],
                "LV area (mm2)"
            )
        );
        Assert.Contains("LV area (mm2)", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_MissingValue_Throws()
    {
        Assert.Throws<InputException>(() =>
            PhenotypeDirection.Fit(
                [
                    [1f],
                    [2f],
                ],
                [3, double.NaN],
                "LV area (mm2)"
            )
        );
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();

    private static double Cosine(float[] a, float[] b) => Dot(a, b) / Math.Sqrt(Dot(a, a) * Dot(b, b));
}
