using GanCmri.Statistics.Tails;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>A Wald test that several coefficients are all zero.</summary>
/// <param name="Statistic">F, or chi-square where the denominator's degrees of freedom are infinite.</param>
/// <param name="Df">Coefficients tested; columns left out as constant or collinear do not count.</param>
/// <param name="DenominatorDf">Denominator degrees of freedom of F; infinite for chi-square.</param>
/// <param name="Significance">p; none where the errors do not allow a test.</param>
public sealed record JointTest(double Statistic, int Df, double DenominatorDf, PValue Significance)
{
    /// <summary>p of the likelihood-ratio test of the same; none where there is no likelihood (robust errors, weights) or it is not
    /// computed.</summary>
    public PValue LikelihoodRatio { get; init; } = PValue.None;

    /// <summary>What was tested, for pooling; null where that is not known.</summary>
    internal TestedCoefficients? Tested { get; init; }

    /// <summary>F with its degrees of freedom, or chi-square where they are infinite.</summary>
    internal static JointTest Wald(Vector<double> estimates, Matrix<double> covariance, double df)
    {
        var (square, q) = (Square(estimates, covariance), estimates.Count);
        var test = double.IsPositiveInfinity(df)
            ? new JointTest(square, q, df, Tail.ChiSquare(square, q))
            : new JointTest(square / q, q, df, df > 0 ? Tail.F(square / q, q, df) : PValue.None);
        return test with { Tested = new TestedCoefficients(estimates, covariance) };
    }

    /// <summary>
    /// Approximate Hotelling's T² with degrees of freedom eta (Pustejovsky and Tipton 2018, equation 14): the F test of small numbers of
    /// clusters.
    /// </summary>
    internal static JointTest Hotelling(Vector<double> estimates, Matrix<double> covariance, double eta)
    {
        var q = estimates.Count;
        var (df, scale) = (eta - q + 1, (eta - q + 1) / eta);
        var f = scale / q * Square(estimates, covariance);
        return df > 0
            ? new JointTest(f, q, df, Tail.F(f, q, df)) { Tested = new TestedCoefficients(estimates, covariance, scale) }
            : new JointTest(double.NaN, q, double.NaN, PValue.None);
    }

    /// <summary>Of each set of columns, the coefficients (intercept first) that were estimated.</summary>
    internal static int[][] Coefficients(IReadOnlyList<IReadOnlyList<int>> sets, int[] kept) =>
        [.. sets.Select(s => s.Select(c => Array.IndexOf(kept, c) + 1).Where(c => c > 0).ToArray())];

    // On the scale of correlations, so that the columns' units do not matter.
    private static double Square(Vector<double> estimates, Matrix<double> covariance)
    {
        var scale = covariance.Diagonal().PointwiseSqrt();
        var correlations = covariance.MapIndexed((i, j, v) => v / (scale[i] * scale[j]));
        var z = estimates.PointwiseDivide(scale);
        return z.DotProduct(correlations.Solve(z));
    }
}

/// <summary>Coefficients tested together.</summary>
/// <param name="Estimates">The q coefficients.</param>
/// <param name="Covariance">[q, q].</param>
/// <param name="Scale">What b'V⁻¹b / q is multiplied by to be F: below 1 for Hotelling's T².</param>
internal sealed record TestedCoefficients(Vector<double> Estimates, Matrix<double> Covariance, double Scale = 1);
