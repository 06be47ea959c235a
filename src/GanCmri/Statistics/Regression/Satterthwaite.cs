using GanCmri.Statistics.Tails;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>
/// Satterthwaite's degrees of freedom of contrasts in a random-intercept model (Giesbrecht and Burns 1985): 2 v² / var(v), v the contrast's
/// variance and var(v) by the delta method from the inverse information of the variances. Levels without variance count as known, as in
/// lmerTest.
/// </summary>
internal sealed class Satterthwaite
{
    private readonly Func<Vector<double>, Matrix<double>> _covariance;
    private readonly Vector<double> _at;
    private readonly Matrix<double> _asymptotic;

    /// <summary>Prepares the information at the maximum.</summary>
    /// <param name="sums">The rows.</param>
    /// <param name="ratios">Variance ratios at the maximum.</param>
    /// <param name="n">Rows.</param>
    /// <param name="units">Coefficients from those of the standardised design.</param>
    public Satterthwaite(NestedSums sums, double[] ratios, int n, Matrix<double> units)
    {
        int[] free = [.. Enumerable.Range(0, ratios.Length).Where(l => ratios[l] > 0)];
        MixedState State(Vector<double> logs)
        {
            var moved = new double[ratios.Length];
            for (var i = 0; i < free.Length; i++)
                moved[free[i]] = Math.Exp(logs[i]);
            return new MixedState(sums, moved, n);
        }

        // Logarithms of the free ratios, and last of the residual variance.
        _at = Vector<double>.Build.Dense([.. free.Select(l => Math.Log(ratios[l])), Math.Log(new MixedState(sums, ratios, n).Variance)]);
        _asymptotic = 2 * Curvature.Of(logs => State(logs).CriterionAt(Math.Exp(logs[^1])), _at).Hessian.Inverse();
        _covariance = logs => units * State(logs).Bread * units.Transpose() * Math.Exp(logs[^1]);
    }

    /// <summary>Degrees of freedom of a contrast of the coefficients.</summary>
    public double Degrees(Vector<double> contrast)
    {
        double Variance(Vector<double> logs) => contrast.DotProduct(_covariance(logs) * contrast);
        var variance = Variance(_at);
        var slope = Curvature.Slope(logs => Variance(logs) / variance, _at);
        return 2 / slope.DotProduct(_asymptotic * slope);
    }

    /// <summary>F test of several coefficients: their independent contrasts' degrees of freedom combined (Fai and Cornelius
    /// 1996).</summary>
    public JointTest Test(Vector<double> estimates, Matrix<double> covariance, int[] set)
    {
        var q = set.Length;
        if (q == 1)
            return JointTest.Wald(
                Sub(estimates, set),
                Sub(covariance, set),
                Degrees(Contrast(estimates.Count, set, Vector<double>.Build.Dense(1, 1)))
            );
        var parts = Sub(covariance, set).Evd(Symmetricity.Symmetric);
        var degrees = Enumerable.Range(0, q).Select(m => Degrees(Contrast(estimates.Count, set, parts.EigenVectors.Column(m)))).ToArray();
        var sum = degrees.Where(d => d > 2).Sum(d => d / (d - 2));
        var df = sum > q ? 2 * sum / (sum - q) : 2;
        var statistic = JointTest.Wald(Sub(estimates, set), Sub(covariance, set), double.PositiveInfinity).Statistic / q;
        return new JointTest(statistic, q, df, Tail.F(statistic, q, df));
    }

    private static Vector<double> Sub(Vector<double> v, int[] set) => Vector<double>.Build.Dense(set.Length, i => v[set[i]]);

    private static Matrix<double> Sub(Matrix<double> m, int[] set) =>
        Matrix<double>.Build.Dense(set.Length, set.Length, (a, b) => m[set[a], set[b]]);

    private static Vector<double> Contrast(int size, int[] set, Vector<double> weights)
    {
        var contrast = Vector<double>.Build.Dense(size);
        for (var i = 0; i < set.Length; i++)
            contrast[set[i]] = weights[i];
        return contrast;
    }
}
