using GanCmri.Evaluation;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace GanCmri.Tests.Evaluation;

public class FeatureComparisonTests
{
    private static readonly EvaluationOptions Options = new() { Resamples = 60, Splits = 8 };

    [Fact]
    public void Frechet_FramesRepeated_DoNotNarrowTheInterval()
    {
        var (a, b) = (Cloud(1, 20, 1, 3, 0), Cloud(2, 20, 1, 3, 0.5));
        var once = Comparison().Frechet("x", a, b);
        var tenTimes = Comparison().Frechet("x", Repeated(a, 10), Repeated(b, 10));
        Assert.Equal(once.Value, tenTimes.Value, 9);
        Assert.Equal(once.Lower, tenTimes.Lower, 9);
        Assert.Equal(once.Upper, tenTimes.Upper, 9);
        Assert.InRange(once.Value, once.Lower, once.Upper);
        Assert.Equal(200, tenTimes.CountA);
        Assert.Equal(20, tenTimes.PatientsA);
    }

    [Fact]
    public void Frechet_SameDistribution_IsBiasedAndItsExtrapolationLessSo()
    {
        var rows = Enumerable
            .Range(0, 8)
            .Select(i =>
                new FeatureComparison("frames", "numbers", Options with { Resamples = 0 }).Frechet(
                    "x",
                    Cloud(10 + i, 40, 1, 6, 0),
                    Cloud(110 + i, 40, 1, 6, 0)
                )
            )
            .ToArray();
        Assert.True(rows.All(r => r.Value > 0));
        Assert.True(Math.Abs(rows.Average(r => r.Extrapolated)) < 0.4 * rows.Average(r => r.Value));
        Assert.All(rows, r => Assert.True(double.IsNaN(r.Lower)));
    }

    [Fact]
    public void Compare_ShiftedCloud_IsFartherThanHalvesAre()
    {
        var (real, shifted) = (Cloud(1, 40, 3, 4, 0), Cloud(2, 40, 3, 4, 2));
        var halves = Comparison().Halves(real);
        var rows = Comparison().Compare("real vs shifted", real, shifted);
        Assert.Equal(["kernel", "frechet", "precision", "recall", "density", "coverage"], rows.Select(r => r.Measure));
        Assert.True(rows[1].Value > halves[1].Upper && rows[1].Lower > halves[1].Value);
        Assert.True(rows[0].Lower > halves[0].Upper);
        Assert.InRange(halves[0].Value, -0.2, 0.2); // unbiased: about 0 where the kernel is about 1
        Assert.True(rows[2].Value < 0.5);
    }

    [Fact]
    public void Frechet_SamePatientsInBothSets_AreDrawnTogether()
    {
        var real = Cloud(1, 20, 1, 3, 0);
        double[][] moved = [.. real.Rows.Select(r => r.Select(v => v + 0.05).ToArray())];
        var paired = Comparison().Frechet("x", real, new FeatureSet(moved, [.. real.Patients.Select(p => $"{p}")]));
        var apart = Comparison().Frechet("x", real, new FeatureSet(moved, [.. real.Patients.Select(p => $"other {p}")]));
        // Moving everybody by 0.05 in three features is 3 x 0.05^2, whoever is drawn.
        Assert.Equal(0.0075, paired.Value, 1e-6);
        Assert.Equal(0.0075, paired.Lower, 1e-6);
        Assert.Equal(0.0075, paired.Upper, 1e-6);
        Assert.Equal(0.0075, paired.Extrapolated, 1e-6);
        Assert.True(apart.Upper - apart.Lower > 0.1);
    }

    [Fact]
    public void Neighbourhoods_CollapsedModel_IsPreciseButRecallsAndCoversLittle()
    {
        var real = Cloud(1, 60, 1, 2, 0);
        var collapsed = new FeatureSet([.. Enumerable.Range(0, 60).Select(i => new[] { 1e-3 * i, 0 })], Names(60));
        var near = Neighbourhoods.Of(real, collapsed, 3);
        Assert.Equal(1, near.Precision);
        Assert.InRange(near.Recall, 0, 0.1);
        Assert.InRange(near.Coverage, 0, 0.3);
        var same = Neighbourhoods.Of(real, real, 3);
        Assert.Equal((1, 1, 1), (same.Precision, same.Recall, same.Coverage));
        Assert.Equal(6.0 / 5, same.Density, 9); // five neighbours in reach on average, and the row itself
    }

    [Theory]
    [InlineData(3, 7.0 / 5, 1)] // within reach of all seven
    [InlineData(10, 1.0 / 5, 1.0 / 7)] // within reach of the last alone
    public void Neighbourhoods_PointsOnALine_HaveTheDensityAndCoverageCountedByHand(double place, double density, double coverage)
    {
        // Fifth neighbours of 0 to 6 lie at 5, 4, 3, 3, 3, 4, 5.
        var real = new FeatureSet([.. Enumerable.Range(0, 7).Select(i => new double[] { i })], Names(7));
        var near = Neighbourhoods.Of(real, new FeatureSet([.. Enumerable.Repeat(new[] { place }, 7)], Names(7)), 3);
        Assert.Equal(density, near.Density, 12);
        Assert.Equal(coverage, near.Coverage, 12);
    }

    [Fact]
    public void Neighbourhoods_ManyMoreGeneratedRows_KeepTheRecallOfAsManyAsReal()
    {
        var real = Cloud(1, 40, 1, 2, 0);
        var (few, many) = (Neighbourhoods.Of(real, Cloud(2, 40, 1, 2, 0), 3), Neighbourhoods.Of(real, Cloud(2, 400, 1, 2, 0), 3));
        // Unthinned, radii among 400 rows are a third of those among 40.
        Assert.InRange(many.Recall - few.Recall, -0.15, 0.15);
        Assert.InRange(many.Precision - few.Precision, -0.15, 0.15);
    }

    [Fact]
    public void LeftOut_OneOddPatient_IsNotWithinReachOfTheOthers()
    {
        var real = Cloud(1, 12, 5, 2, 0);
        var odd = new FeatureSet(
            [.. real.Rows, .. Enumerable.Repeat(new[] { 40.0, 40 }, 60)],
            [.. real.Patients.Select(p => $"{p}"), .. Enumerable.Repeat("odd", 60)]
        );
        var rows = Comparison().LeftOut(real);
        Assert.Equal(["precision", "recall", "density"], rows.Select(r => r.Measure));
        Assert.True(rows[0].Value > 0.7 && rows[0].Lower < rows[0].Value);
        Assert.InRange(Comparison().LeftOut(odd)[0].Value, 0, 0.5); // half of its rows are of the odd one
    }

    [Fact]
    public void Ratios_GeneratedLikeTrained_AreAboutOne_AndFartherOnesAbove()
    {
        var (real, trained) = (Cloud(1, 30, 3, 4, 0), Cloud(2, 30, 3, 4, 0.5));
        var like = Comparison().Ratios(real, Cloud(3, 30, 3, 4, 0.5), trained);
        var far = Comparison().Ratios(real, Cloud(3, 30, 3, 4, 2), trained);
        Assert.Equal(["kernel ratio", "frechet ratio"], like.Select(r => r.Measure));
        Assert.All(like, r => Assert.True(r.Lower < 1 && r.Upper > 1, $"{r}"));
        Assert.All(far, r => Assert.True(r.Lower > 1 && r.Lower < r.Value && r.Value < r.Upper, $"{r}"));
    }

    [Fact]
    public void Ratios_OfTheTrainedPatientsThemselves_AreOneWithNothingOfTheRealPatientsOddityLeft()
    {
        var (real, trained) = (Cloud(1, 12, 2, 3, 0), Cloud(2, 200, 1, 3, 1));
        var ratio = Comparison().Ratios(real, trained, trained)[1];
        var distance = Comparison().Frechet("x", real, trained);
        Assert.Equal(1, ratio.Value, 9);
        // Drawing the real patients apart for the two distances would carry their whole spread twice.
        Assert.True(ratio.Upper - ratio.Lower < 0.5 * (distance.Upper - distance.Lower) / distance.Value);
    }

    [Fact]
    public void Ratios_TrainedNoFartherThanChance_HaveNoUpperLimitOrNoValue()
    {
        var kernel = Comparison().Ratios(Cloud(1, 20, 1, 3, 0), Cloud(3, 20, 1, 3, 1), Cloud(2, 20, 1, 3, 0))[0];
        Assert.True(double.IsNaN(kernel.Value) || double.IsPositiveInfinity(kernel.Upper), $"{kernel}");
    }

    private static FeatureComparison Comparison() => new("frames", "numbers", Options);

    // Patients of a normal cloud with unit variance; their frames lie near each other.
    private static FeatureSet Cloud(int seed, int patients, int frames, int features, double shift)
    {
        var random = new Xoshiro256StarStar(seed);
        var normal = new Normal(0, 1, random);
        var rows = new List<double[]>();
        for (var p = 0; p < patients; p++)
        {
            var centre = Enumerable.Range(0, features).Select(_ => shift + normal.Sample()).ToArray();
            for (var f = 0; f < frames; f++)
                rows.Add([.. centre.Select(c => frames == 1 ? c : c + 0.2 * normal.Sample())]);
        }

        return new FeatureSet(rows, [.. rows.Select((_, i) => $"{i / frames}")]);
    }

    private static FeatureSet Repeated(FeatureSet set, int times) =>
        new(
            [.. set.Rows.SelectMany(r => Enumerable.Repeat(r, times))],
            [.. set.Patients.SelectMany(p => Enumerable.Repeat($"{p}", times))]
        );

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"{i}")];
}
