using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>A linear regression by ordinary least squares.</summary>
public sealed record OlsFit
{
    /// <summary>Intercept first, then the columns that could be used, in the order given.</summary>
    public required IReadOnlyList<Coefficient> Coefficients { get; init; }

    /// <summary>Columns left out because they are constant or collinear.</summary>
    public required IReadOnlyList<DroppedColumn> Dropped { get; init; }

    /// <summary>Rows.</summary>
    public required int N { get; init; }

    /// <summary>Rows less coefficients.</summary>
    public required int DegreesOfFreedom { get; init; }

    /// <summary>Covariance of the coefficients, [k, k], in their order: classical, HC3 or cluster-robust as asked.</summary>
    public required double[,] Covariance { get; init; }

    /// <summary>Degrees of freedom of a contrast of the coefficients; infinite for the normal distribution.</summary>
    internal Func<Vector<double>, double> Degrees { get; init; } = _ => double.NaN;

    /// <summary>Response less fit, one a row.</summary>
    public required double[] Residuals { get; init; }

    /// <summary>Sum of squared residuals.</summary>
    public required double ResidualSquares { get; init; }

    /// <summary>Tests of <see cref="RegressionOptions.Joint"/>, in its order: F, with CR2 approximate Hotelling; null where no column of a
    /// set could be used.</summary>
    public IReadOnlyList<JointTest?> Joint { get; init; } = [];

    /// <summary>Share of the variance explained, 0..1.</summary>
    public required double RSquared { get; init; }

    /// <summary>Variance of the residuals, divisor <see cref="DegreesOfFreedom"/>.</summary>
    public double ResidualVariance => ResidualSquares / DegreesOfFreedom;

    /// <summary>Overall F statistic of all columns against the intercept alone (classical).</summary>
    public double F => RSquared / (Coefficients.Count - 1) / ((1 - RSquared) / DegreesOfFreedom);
}
