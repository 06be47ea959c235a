using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>A model by maximum (partial) likelihood whose coefficients are all those of columns: Cox's and proportional odds.</summary>
public sealed record LikelihoodFit
{
    /// <summary>The columns that could be used, in the order given. Empty when the fit failed.</summary>
    public required IReadOnlyList<Coefficient> Coefficients { get; init; }

    /// <summary>Columns left out because they are constant or collinear.</summary>
    public required IReadOnlyList<DroppedColumn> Dropped { get; init; }

    /// <summary>Why there is no fit; null when there is one.</summary>
    public string? Failure { get; init; }

    /// <summary>Tests of <see cref="RegressionOptions.Joint"/>, in its order; null where no column of a set could be used.</summary>
    public IReadOnlyList<JointTest?> Joint { get; init; } = [];

    /// <summary>Log likelihood; Cox's is the partial one.</summary>
    public double LogLikelihood { get; init; } = double.NaN;

    /// <summary>Covariance of thresholds and coefficients of a proportional-odds model, [k, k]; none for Cox's.</summary>
    public double[,] Covariance { get; init; } = new double[0, 0];

    /// <summary>Degrees of freedom of a contrast of thresholds and coefficients; infinite for the normal distribution.</summary>
    internal Func<Vector<double>, double> Degrees { get; init; } = _ => double.NaN;

    /// <summary>Thresholds between the levels of a proportional-odds model, lowest first; none for Cox's.</summary>
    public IReadOnlyList<double> Thresholds { get; init; } = [];
}
