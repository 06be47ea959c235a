using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>How a logistic fit ended.</summary>
public enum LogisticStatus
{
    /// <summary>The maximum was found.</summary>
    Converged,

    /// <summary>A combination of columns tells cases from controls without error: there is no finite estimate.</summary>
    Separated,

    /// <summary>No maximum within the iterations allowed.</summary>
    NotConverged,
}

/// <summary>A logistic regression by maximum likelihood.</summary>
public sealed record LogisticFit
{
    /// <summary>Intercept first, then the columns that could be used; log odds. Empty unless the fit converged.</summary>
    public required IReadOnlyList<Coefficient> Coefficients { get; init; }

    /// <summary>Columns left out because they are constant or collinear.</summary>
    public required IReadOnlyList<DroppedColumn> Dropped { get; init; }

    /// <summary>Rows.</summary>
    public required int N { get; init; }

    /// <summary>Rows with the outcome.</summary>
    public required int Cases { get; init; }

    /// <summary>Rows without the outcome.</summary>
    public int Controls => N - Cases;

    /// <summary>How the fit ended.</summary>
    public required LogisticStatus Status { get; init; }

    /// <summary>Minus twice the log likelihood.</summary>
    public required double Deviance { get; init; }

    /// <summary>Covariance of the coefficients, [k, k]; empty unless the fit converged.</summary>
    public required double[,] Covariance { get; init; }

    /// <summary>Degrees of freedom of a contrast of the coefficients; infinite for the normal distribution.</summary>
    internal Func<Vector<double>, double> Degrees { get; init; } = _ => double.NaN;

    /// <summary>Tests of <see cref="RegressionOptions.Joint"/>, in its order: chi-square, with CR2 approximate Hotelling; null where no
    /// column of a set could be used.</summary>
    public IReadOnlyList<JointTest?> Joint { get; init; } = [];

    /// <summary>Newton steps taken.</summary>
    public required int Iterations { get; init; }
}
