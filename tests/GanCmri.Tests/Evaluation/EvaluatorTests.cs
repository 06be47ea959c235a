using GanCmri.Evaluation;
using GanCmri.Imaging;
using GanCmri.Imaging.Phantom;

namespace GanCmri.Tests.Evaluation;

public class EvaluatorTests
{
    private static readonly EvaluationOptions Options = new() { Resamples = 20, Splits = 6 };

    // 32 x 32 pictures of 5.5 mm, centred enough for block means to see the heart beat.
    private static readonly Lazy<CineSeries[]> Real = new(() => Cohort(new PhantomOptions { Field = new PhantomField(32, 5.48) }, 1));

    [Fact]
    public void Controls_SpoiltClips_ScoreWorseThanUntouched()
    {
        var rows = new Evaluator("block means and edges", BlockFeatures, Options).Controls(Real.Value);
        Assert.Equal(
            ["untouched", "frozen", "shuffled", "reversed", "mirrored", "blurred"],
            rows.Select(r => r.Comparison.Replace("real half vs ", "", StringComparison.Ordinal))
        );
        Assert.All(rows.Skip(1), r => Assert.True(r.Value > rows[0].Value, $"{r.Comparison}: {r.Value} against {rows[0].Value}"));
    }

    [Fact]
    public void CompareClips_StifferHearts_AreFartherThanEqualOnes()
    {
        var options = new PhantomOptions { Field = new PhantomField(32, 5.48) };
        var evaluator = new Evaluator("block means and edges", BlockFeatures, Options);
        var equal = evaluator.CompareClips(Real.Value, Cohort(options, 2));
        var stiff = evaluator.CompareClips(
            Real.Value,
            Cohort(
                options with
                {
                    FractionalAreaChange = new PhenotypeDistribution(0.05, 0.01),
                    LvAreaMm2 = new PhenotypeDistribution(3800, 100),
                },
                2
            )
        );
        Assert.All(equal, r => Assert.Equal("clips", r.Unit));
        Assert.True(Value(stiff, "frechet") > Value(equal, "frechet"));
        Assert.True(Value(stiff, "kernel") > Value(equal, "kernel"));
        Assert.Contains(equal, r => r.Comparison == "real half vs real half");

        static double Value(IReadOnlyList<DistanceRow> rows, string measure) =>
            rows.Single(r => r.Measure == measure && r.Comparison == "real vs synthetic").Value;
    }

    [Fact]
    public void Pool_ReversedClip_FlipsTheSinesOnly()
    {
        var frames = Enumerable
            .Range(0, 16)
            .Select(t => new[] { (float)(Math.Sin(2 * Math.PI * t / 16) + 0.3 * Math.Cos(4 * Math.PI * t / 16)), 2f })
            .ToArray();
        float[][] backwards = [frames[0], .. frames[1..].Reverse()];
        double[] pooled = ClipFeatures.Pool(frames),
            reversed = ClipFeatures.Pool(backwards);
        Assert.Equal(12, pooled.Length);
        Assert.Equal(0, pooled[0], 6);
        Assert.Equal(2, pooled[1], 6);
        Assert.Equal(1, pooled[6], 6); // first sine
        Assert.Equal(0.3, pooled[8], 6); // second cosine
        for (var i = 0; i < 12; i++)
            Assert.Equal(i is 6 or 7 or 10 or 11 ? -pooled[i] : pooled[i], reversed[i], 6);
        Assert.All(ClipFeatures.Pool([.. Enumerable.Repeat(frames[3], 16)])[2..], v => Assert.Equal(0, v, 6));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(16)]
    [InlineData(10)]
    public void Places_AnyLength_AreEquallySpaced(int frames)
    {
        var places = ClipFeatures.Places(frames);
        Assert.Equal(16, places.Length);
        Assert.Equal(0, places[0]);
        for (var i = 1; i < 16; i++)
            Assert.InRange(places[i] - places[i - 1], frames / 16, frames / 16 + 1);
        Assert.InRange(places[^1], frames - frames / 16 - 2, frames - 1);
    }

    private static CineSeries[] Cohort(PhantomOptions options, int seed) =>
        [.. new PhantomPopulation(options, seed).Subjects(16).Select(s => s.Render().Series)];

    private static float[][] BlockFeatures(IReadOnlyList<GrayImage> frames) =>
        [
            .. frames.Select(f =>
            {
                var features = new float[128];
                for (var i = 0; i < f.Pixels.Length; i++)
                {
                    var block = i / f.Width / 4 * 8 + i % f.Width / 4;
                    features[block] += f.Pixels[i] / 16 / 100;
                    if (i % f.Width > 0)
                        features[64 + block] += Math.Abs(f.Pixels[i] - f.Pixels[i - 1]) / 16 / 100;
                }

                return features;
            }),
        ];
}
