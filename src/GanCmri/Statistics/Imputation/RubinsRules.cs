using GanCmri.Statistics.Regression;
using GanCmri.Statistics.Tails;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Imputation;

/// <summary>Rubin's (1987) rules with the degrees of freedom of Barnard and Rubin (1999), and Li, Raghunathan and Rubin's (1991) test of
/// several coefficients (D1).</summary>
internal static class RubinsRules
{
    /// <summary>Pools one coefficient.</summary>
    /// <param name="estimates">Estimate of each imputation, at least two.</param>
    /// <param name="variances">Its variances.</param>
    /// <param name="df">Degrees of freedom it would have without missing values; infinite for normal tests.</param>
    public static PooledEstimate Pool(IReadOnlyList<double> estimates, IReadOnlyList<double> variances, double df)
    {
        double m = estimates.Count,
            mean = estimates.Average(),
            within = variances.Average();
        var between = estimates.Sum(e => (e - mean) * (e - mean)) / (m - 1);
        var total = within + (1 + 1 / m) * between;
        var lambda = (1 + 1 / m) * between / total;
        return new PooledEstimate(mean, total, Degrees(m - 1, lambda, df), lambda);
    }

    /// <summary>
    /// Pools a test of several coefficients. The denominator's degrees of freedom are Li, Raghunathan and Rubin's, and the complete rows'
    /// beside them as Barnard and Rubin do. Hotelling's T² keeps the mean of the imputations' factors that make it F.
    /// </summary>
    /// <param name="tests">The test in each imputation, with its estimates.</param>
    public static JointTest? Pool(IReadOnlyList<JointTest> tests)
    {
        if (tests.Any(t => t.Tested is null) || tests.Select(t => t.Df).Distinct().Count() > 1)
            return null;
        int m = tests.Count,
            q = tests[0].Df;
        var estimates = tests.Select(t => t.Tested!.Estimates).ToArray();
        var mean = estimates.Aggregate((a, b) => a + b) / m;
        var within = tests.Select(t => t.Tested!.Covariance).Aggregate((a, b) => a + b) / m;
        var between = estimates.Select(e => (e - mean).OuterProduct(e - mean)).Aggregate((a, b) => a + b) / (m - 1);
        var increase = (1 + 1.0 / m) * within.Solve(between).Trace() / q;
        var statistic = tests.Average(v => v.Tested!.Scale) * mean.DotProduct(within.Solve(mean)) / (q * (1 + increase));
        double t = q * (m - 1);
        var large =
            increase < 1e-12 ? double.PositiveInfinity
            : t > 4 ? 4 + (t - 4) * Math.Pow(1 + (1 - 2 / t) / increase, 2)
            : t * (1 + 1.0 / q) * Math.Pow(1 + 1 / increase, 2) / 2;
        var lambda = increase / (1 + increase);
        var df = Beside(large, tests.Average(v => v.DenominatorDf), lambda);
        return double.IsPositiveInfinity(df)
            ? new JointTest(statistic * q, q, df, Tail.ChiSquare(statistic * q, q))
            : new JointTest(statistic, q, df, Tail.F(statistic, q, df));
    }

    private static double Degrees(double imputations, double lambda, double df) =>
        Beside(lambda < 1e-12 ? double.PositiveInfinity : imputations / (lambda * lambda), df, lambda);

    // Barnard and Rubin (1999), equation 3.
    private static double Beside(double old, double df, double lambda)
    {
        if (double.IsPositiveInfinity(df))
            return old;
        var observed = (df + 1) / (df + 3) * df * (1 - lambda);
        return double.IsPositiveInfinity(old) ? observed : 1 / (1 / old + 1 / observed);
    }
}

/// <summary>A pooled coefficient.</summary>
/// <param name="Estimate">Mean of the imputations.</param>
/// <param name="Variance">Within and between them.</param>
/// <param name="Df">Degrees of freedom.</param>
/// <param name="MissingShare">Share of the variance that comes from missing values (lambda).</param>
internal sealed record PooledEstimate(double Estimate, double Variance, double Df, double MissingShare);
