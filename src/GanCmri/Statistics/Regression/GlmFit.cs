using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>A generalised linear model by maximum (weighted) likelihood.</summary>
internal sealed record GlmFit
{
    /// <summary>Intercept first, then the columns that could be used, on the link's scale. Empty when the fit failed.</summary>
    public required IReadOnlyList<Coefficient> Coefficients { get; init; }

    /// <summary>Columns left out because they are constant or collinear.</summary>
    public required IReadOnlyList<DroppedColumn> Dropped { get; init; }

    /// <summary>Covariance of the coefficients, [k, k]; empty when the fit failed.</summary>
    public double[,] Covariance { get; init; } = new double[0, 0];

    /// <summary>Degrees of freedom of a contrast of the coefficients; infinite for the normal distribution.</summary>
    internal Func<Vector<double>, double> Degrees { get; init; } = _ => double.NaN;

    /// <summary>Why there is no fit; null when there is one.</summary>
    public string? Failure { get; init; }

    /// <summary>Tests of <see cref="RegressionOptions.Joint"/>, in its order; null where no column of a set could be used.</summary>
    public IReadOnlyList<JointTest?> Joint { get; init; } = [];

    /// <summary>Deviance: twice the log likelihood of a perfect fit less that of this one, weighted.</summary>
    public double Deviance { get; init; } = double.NaN;

    /// <summary>Dispersion of the negative binomial; 0 where counts vary no more than Poisson's.</summary>
    public double Dispersion { get; init; }

    /// <summary>Log likelihood, weighted; NaN for the normal family.</summary>
    public double LogLikelihood { get; init; } = double.NaN;
}
