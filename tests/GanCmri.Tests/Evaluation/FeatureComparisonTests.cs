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
        var rows = Enumerable.Range(0, 8).Select(i => new FeatureComparison("frames", "numbers", Options with { Resamples = 0 })
            .Frechet("x", Cloud(10 + i, 40, 1, 6, 0), Cloud(110 + i, 40, 1, 6, 0))).ToArray();
        Assert.True(rows.All(r => r.Value > 0));
        Assert.True(Math.Abs(rows.Average(r => r.Extrapolated)) < 0.4 * rows.Average(r => r.Value));
        Assert.All(rows, r => Assert.True(double.IsNaN(r.Lower)));
    }

    [Fact]
    public void Compare_ShiftedCloud_IsAboveTheFloor()
    {
        var (real, shifted) = (Cloud(1, 40, 3, 4, 0), Cloud(2, 40, 3, 4, 2));
        var floor = Comparison().Floor(real);
        var rows = Comparison().Compare("real vs shifted", real, shifted);
        Assert.Equal(["frechet", "kernel", "precision", "recall"], rows.Select(r => r.Measure));
        Assert.True(rows[0].Value > floor[0].Upper && rows[0].Lower > floor[0].Value);
        Assert.True(rows[1].Lower > floor[1].Upper);
        Assert.InRange(floor[1].Value, -0.2, 0.2); // unbiased: about 0 where the kernel is about 1
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
    public void PrecisionRecall_CollapsedModel_IsPreciseAndRecallsLittle()
    {
        var real = Cloud(1, 60, 1, 2, 0);
        var collapsed = new FeatureSet([.. Enumerable.Range(0, 60).Select(i => new[] { 1e-3 * i, 0 })], Names(60));
        var reach = PrecisionRecall.Of(real, collapsed, 3);
        Assert.Equal(1, reach.Precision);
        Assert.InRange(reach.Recall, 0, 0.1);
        Assert.Equal(new PrecisionRecall(1, 1), PrecisionRecall.Of(real, real, 3));
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
            for (var f = 0; f < frames; f++) rows.Add([.. centre.Select(c => frames == 1 ? c : c + 0.2 * normal.Sample())]);
        }

        return new FeatureSet(rows, [.. rows.Select((_, i) => $"{i / frames}")]);
    }

    private static FeatureSet Repeated(FeatureSet set, int times) => new(
        [.. set.Rows.SelectMany(r => Enumerable.Repeat(r, times))], [.. set.Patients.SelectMany(p => Enumerable.Repeat($"{p}", times))]);

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"{i}")];
}
