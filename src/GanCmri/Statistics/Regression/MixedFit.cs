using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>A linear model with random intercepts by restricted maximum likelihood.</summary>
public sealed record MixedFit
{
    /// <summary>Intercept first, then the columns that could be used. Empty when the fit failed.</summary>
    public required IReadOnlyList<Coefficient> Coefficients { get; init; }

    /// <summary>Columns left out because they are constant or collinear.</summary>
    public required IReadOnlyList<DroppedColumn> Dropped { get; init; }

    /// <summary>Why there is no fit; null when there is one.</summary>
    public string? Failure { get; init; }

    /// <summary>Covariance of the coefficients, [k, k].</summary>
    public double[,] Covariance { get; init; } = new double[0, 0];

    /// <summary>Satterthwaite's degrees of freedom of a contrast of the coefficients.</summary>
    internal Func<Vector<double>, double> Degrees { get; init; } = _ => double.NaN;

    /// <summary>Variance between the groups of each level, outermost first.</summary>
    public IReadOnlyList<double> Variances { get; init; } = [];

    /// <summary>Variance within the innermost groups.</summary>
    public double ResidualVariance { get; init; } = double.NaN;

    /// <summary>Minus twice the restricted log likelihood (lme4's REML criterion).</summary>
    public double Criterion { get; init; } = double.NaN;

    /// <summary>Tests of <see cref="RegressionOptions.Joint"/>, in its order: F with Satterthwaite's denominator (Fai and Cornelius
    /// 1996).</summary>
    public IReadOnlyList<JointTest?> Joint { get; init; } = [];
}
