using GanCmri.Studies.Cohorts;
using MathNet.Numerics.Distributions;

namespace GanCmri.Tests.Studies.Cohorts;

public class CovariateTests
{
    public static TheoryData<double, double, double, double, double> Curves() =>
        new()
        {
            // least, most, linear, quadratic, cubic
            { double.MinValue, double.MaxValue, -8, 0, 0 },
            { 60, double.MaxValue, -8, 0, 0 }, // the mean lies below the bound
            { 40, 58, -8, 0, 0 },
            { double.MinValue, double.MaxValue, -8, .3, .01 },
            { 60, double.MaxValue, 0, .3, 0 },
            { 40, 58, 0, .3, -.02 },
        };

    [Theory]
    [MemberData(nameof(Curves))]
    public void Shift_WhateverTheBoundsAndTheCurve_IsZeroOnAverage(double least, double most, double linear, double quadratic, double cubic)
    {
        var effect = new CovariateEffect(linear, quadratic, cubic) { Steps = [new EffectStep(57, 40)] };
        var age = new NumberCovariate("age", "years", 55, 12, least, most, [effect]);
        // Even quantiles in place of draws: only the tails are a little too short.
        double[] shifts = [.. Quantiles(100_000).Select(z => age.Shift(age.At(z), 0))];
        var spread = Math.Sqrt(shifts.Average(s => s * s));
        Assert.True(spread > 10);
        Assert.InRange(shifts.Average() / spread, -1e-3, 1e-3);
    }

    [Fact]
    public void Shift_BetweenTwoValues_IsTheCurve()
    {
        var effect = new CovariateEffect(-8, .5, .1) { Steps = [new EffectStep(57, 40)] };
        var age = new NumberCovariate("age", "years", 55, 12, 20, 90, [effect]);
        Assert.Equal(-8 * 4 + .5 * 16 + .1 * 64 + 40, age.Shift(59, 0) - age.Shift(55, 0), 1e-9);
        Assert.Equal(40, age.Shift(57, 0) - age.Shift(57 - 1e-9, 0), 1e-6);
    }

    [Fact]
    public void At_Bounds_HoldAndKeepTheOrder()
    {
        var age = new NumberCovariate("age", "years", 55, 12, 40, 58, []);
        double[] values = [.. Quantiles(1000).Select(age.At)];
        Assert.Equal(values.Order(), values);
        Assert.InRange(values[0], 40, 40.1);
        Assert.InRange(values[^1], 57.9, 58);
        var wide = new NumberCovariate("age", "years", 55, 12, double.MinValue, double.MaxValue, []);
        Assert.Equal(55 + 12 * 1.5, wide.At(1.5), 1e-9);
    }

    private static IEnumerable<double> Quantiles(int n) => Enumerable.Range(0, n).Select(i => Normal.InvCDF(0, 1, (i + .5) / n));
}
