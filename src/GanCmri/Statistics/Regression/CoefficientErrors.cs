using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>Uncertainty of the coefficients of a regression.</summary>
/// <param name="Covariance">[k, k], intercept first.</param>
/// <param name="DegreesOfFreedom">k values; infinite for the normal distribution, NaN where a coefficient's error cannot be
/// estimated.</param>
internal sealed record CoefficientErrors(Matrix<double> Covariance, double[] DegreesOfFreedom)
{
    /// <summary>The same degrees of freedom for all.</summary>
    public static CoefficientErrors Of(Matrix<double> covariance, double df) =>
        new(covariance, [.. Enumerable.Repeat(df, covariance.RowCount)]) { Degrees = _ => df };

    /// <summary>Covariance Root Root', the same degrees of freedom for all.</summary>
    public static CoefficientErrors OfRoot(Matrix<double> root, double df) => Of(root * root.Transpose(), df);

    /// <summary>Degrees of freedom of a contrast of the coefficients; as those of a coefficient.</summary>
    public required Func<Vector<double>, double> Degrees { get; init; }

    /// <summary>Degrees of freedom of approximate Hotelling tests, one a set of coefficients tested; none where the tests are plain F or
    /// chi-square.</summary>
    public IReadOnlyList<double>? Hotelling { get; init; }

    /// <summary>Tests sets of coefficients; null for an empty set.</summary>
    public IReadOnlyList<JointTest?> Joint(IReadOnlyList<int[]> sets, IReadOnlyList<double> estimates) =>
        [
            .. sets.Select(
                (set, i) =>
                {
                    if (set.Length == 0)
                        return null;
                    if (set.Any(c => double.IsNaN(DegreesOfFreedom[c])))
                        return new JointTest(double.NaN, set.Length, double.NaN, PValue.None);
                    var tested = Vector<double>.Build.Dense([.. set.Select(c => estimates[c])]);
                    var covariance = Matrix<double>.Build.Dense(set.Length, set.Length, (a, b) => Covariance[set[a], set[b]]);
                    return Hotelling is { } eta
                        ? JointTest.Hotelling(tested, covariance, eta[i])
                        : JointTest.Wald(tested, covariance, DegreesOfFreedom[set[0]]);
                }
            ),
        ];

    /// <summary>A coefficient with interval and test.</summary>
    public Coefficient Of(int index, string name, double estimate, double level) =>
        Coefficient.Of(name, estimate, Covariance[index, index], DegreesOfFreedom[index], level);
}
