using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>A random-intercept model at some variance ratios, its coefficients and residual variance the best for them.</summary>
internal sealed class MixedState
{
    private readonly double _lnDeterminants;
    private readonly int _df;

    /// <summary>Evaluates the model.</summary>
    public MixedState(NestedSums sums, IReadOnlyList<double> ratios, int n)
    {
        var at = sums.At(ratios);
        var k = at.Products.RowCount - 1;
        var cross = at.Products.Column(k).SubVector(0, k);
        var factor = at.Products.SubMatrix(0, k, 0, k).Cholesky();
        Beta = factor.Solve(cross);
        Squares = at.Products[k, k] - Beta.DotProduct(cross);
        _df = n - k;
        _lnDeterminants = at.LnDeterminant + factor.DeterminantLn;
        Bread = factor.Solve(Matrix<double>.Build.DenseIdentity(k));
    }

    /// <summary>Coefficients, intercept first.</summary>
    public Vector<double> Beta { get; }

    /// <summary>(X'V⁻¹X)⁻¹; times the residual variance it is the coefficients' covariance.</summary>
    public Matrix<double> Bread { get; }

    /// <summary>Sum of squared residuals under V.</summary>
    public double Squares { get; }

    /// <summary>Residual variance.</summary>
    public double Variance => Squares / _df;

    /// <summary>Minus twice the restricted log likelihood.</summary>
    public double Criterion => _lnDeterminants + _df * (1 + Math.Log(2 * Math.PI * Variance));

    /// <summary>The same, less a constant, with another residual variance.</summary>
    public double CriterionAt(double variance) => _lnDeterminants + _df * Math.Log(variance) + Squares / variance;
}
