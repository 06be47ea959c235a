using GanCmri.Studies.Cohorts;

namespace GanCmri.Tests.Studies.Cohorts;

public class CovariateTests
{
    [Theory]
    [InlineData(double.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(60, double.PositiveInfinity)] // the mean lies below the bound
    [InlineData(40, 58)]
    public void Shift_WhateverTheBounds_IsZeroOnAverage(double least, double most)
    {
        var age = new NumberCovariate("age", "years", 55, 12, least, most, [-8]);
        double[] shifts = [.. Enumerable.Range(0, 20_000).Select(row => age.Shift(age.Draw(1, row), 0))];
        // Four standard errors of the mean: 8 x 12 / sqrt(20,000) each.
        Assert.InRange(shifts.Average(), -2.8, 2.8);
        Assert.Equal(-8, age.Shift(51, 0) - age.Shift(50, 0), 1e-9);
    }
}
