using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>Uncertainty of the coefficients of a regression.</summary>
/// <param name="Covariance">[k, k], intercept first.</param>
/// <param name="DegreesOfFreedom">k values; infinite for the normal distribution, NaN where a coefficient's error cannot be estimated.</param>
internal sealed record CoefficientErrors(Matrix<double> Covariance, double[] DegreesOfFreedom)
{
    /// <summary>The same degrees of freedom for all.</summary>
    public static CoefficientErrors Of(Matrix<double> covariance, double df) => new(covariance, [.. Enumerable.Repeat(df, covariance.RowCount)]);

    /// <summary>Covariance Root Root', the same degrees of freedom for all.</summary>
    public static CoefficientErrors OfRoot(Matrix<double> root, double df) => Of(root * root.Transpose(), df);

    /// <summary>A coefficient with interval and test.</summary>
    public Coefficient Of(int index, string name, double estimate, double level) =>
        Coefficient.Of(name, estimate, Covariance[index, index], DegreesOfFreedom[index], level);
}
