using GanCmri.Statistics.Regression;

namespace GanCmri.Statistics;

/// <summary>A straight line y = Intercept + Slope x by least squares.</summary>
/// <param name="Intercept">y at x = 0.</param>
/// <param name="Slope">Change of y with one unit of x, with standard error, interval and p.</param>
/// <param name="RSquared">Share of the variance of y explained, 0..1.</param>
/// <param name="ResidualSd">Standard deviation about the line, divisor n - 2, in units of y.</param>
/// <param name="N">Complete pairs used.</param>
public sealed record LinearFit(double Intercept, Coefficient Slope, double RSquared, double ResidualSd, int N)
{
    /// <summary>Fits a line; pairs with a missing value (NaN) are left out.</summary>
    /// <exception cref="ArgumentException">Fewer than 3 complete pairs, or x is constant.</exception>
    public static LinearFit Of(IReadOnlyList<double> x, IReadOnlyList<double> y, double level = 0.95)
    {
        var pairs = Pairs.Complete(x, y);
        var fit = Ols.Fit(pairs.Y, [pairs.X], new RegressionOptions { Level = level });
        if (fit.Coefficients.Count < 2 || fit.DegreesOfFreedom < 1)
            throw new ArgumentException($"expected at least 3 complete pairs with differing x, found {pairs.X.Length}");
        return new LinearFit(
            fit.Coefficients[0].Estimate,
            fit.Coefficients[1],
            fit.RSquared,
            Math.Sqrt(fit.ResidualVariance),
            pairs.X.Length
        );
    }

    /// <summary>The line at x.</summary>
    public double At(double x) => Intercept + Slope.Estimate * x;
}
