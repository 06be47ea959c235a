using GanCmri.Statistics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace GanCmri.Tests.Statistics;

public sealed class DistanceIntervalTests
{
    [Fact]
    public void Of_TwoSamples_IsTheInequalitysWidth()
    {
        double[] x = [.. Enumerable.Range(0, 100).Select(i => (double)i)],
            y = [.. x.Select(v => v + 40)];
        var found = DistanceInterval.Of(x, y);
        Assert.Equal(.4, found.Estimate, 12);
        var off = 2 * Math.Sqrt(Math.Log(80) / 200);
        Assert.Equal(.4 - off, found.Lower, 12);
        Assert.Equal(.4 + off, found.Upper, 12);
    }

    [Theory]
    [InlineData(40, .0, .2)] // pairs that nearly agree: the true distance is near 0
    [InlineData(40, .5, 1)]
    [InlineData(120, .5, 1)]
    public void Of_ManySamples_HoldsTheEstimateAndTheTruth(int rows, double shift, double noise)
    {
        var random = new Xoshiro256StarStar(1);
        var truth = noise < 1 ? .005 : 2 * Normal.CDF(0, 1, shift / 2) - 1;
        var held = 0;
        const int Trials = 200;
        for (var trial = 0; trial < Trials; trial++)
        {
            var (x, e) = (new double[rows], new double[rows]);
            Normal.Samples(random, x, 0, 1);
            Normal.Samples(random, e, 0, 1);
            var found = DistanceInterval.Of(x, [.. x.Zip(e, (a, b) => shift + (noise < 1 ? a + noise * b : b))]);
            Assert.InRange(found.Estimate, found.Lower, found.Upper);
            held += truth >= found.Lower && truth <= found.Upper ? 1 : 0;
        }

        Assert.InRange(held / (double)Trials, .95, 1);
    }

    [Fact]
    public void Of_TooFewValues_IsUnknown() => Assert.True(double.IsNaN(DistanceInterval.Of([1], [2]).Estimate));
}
