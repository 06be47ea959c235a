using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>Logistic regression with an intercept by iteratively reweighted least squares (Newton steps).</summary>
public static class Logistic
{
    private const int MaxIterations = 60;

    /// <summary>Fits a logistic model. Tests are Wald's: normal, or Student's t with clusters - 1 degrees of freedom.</summary>
    /// <param name="outcome">n outcomes, true for a case.</param>
    /// <param name="columns">Columns of n values each, without the intercept.</param>
    /// <param name="options">Names, level, clusters.</param>
    /// <exception cref="ArgumentException">Lengths differ, or all outcomes are the same.</exception>
    public static LogisticFit Fit(bool[] outcome, IReadOnlyList<double[]> columns, RegressionOptions? options = null)
    {
        options ??= new RegressionOptions();
        var n = outcome.Length;
        if (columns.Any(c => c.Length != n)) throw new ArgumentException("expected columns as long as the outcome");
        var response = Array.ConvertAll(outcome, o => o ? 1.0 : 0);
        var cases = outcome.Count(o => o);
        if (cases == 0 || cases == n) throw new ArgumentException("expected cases and controls, found only one of them");

        var sums = new CrossProducts(columns.Count + 1);
        sums.Add([.. columns, response], n);
        var solved = NormalEquations.Solve(sums, columns.Count, [.. Enumerable.Range(0, columns.Count)], options.NameOf);
        var standard = solved.Kept
            .Select((column, j) => Array.ConvertAll(columns[column], v => (v - solved.Means[j]) / solved.Scales[j])).ToArray();
        var state = new LogisticState(response, standard);
        var status = Climb(state);
        var empty = new LogisticFit
        {
            Coefficients = [],
            Dropped = solved.Dropped,
            N = n,
            Cases = cases,
            Status = status,
            Deviance = state.Deviance,
            Covariance = new double[0, 0],
            Iterations = state.Iterations,
        };
        return status == LogisticStatus.Converged ? WithCoefficients(empty, state, solved, standard, options) : empty;
    }

    private static LogisticFit WithCoefficients(
        LogisticFit fit, LogisticState state, NormalEquations solved, double[][] standard, RegressionOptions options)
    {
        var bread = state.Information().Cholesky().Solve(Matrix<double>.Build.DenseIdentity(standard.Length + 1));
        var covariance = options.Clusters is { } clusters ? Sandwich.Clustered(bread, standard, state.Residuals(), clusters) : bread;
        var df = options.Clusters is { } c ? Sandwich.Count(c) - 1 : double.PositiveInfinity;
        double Scale(int i) => i == 0 ? 1 : solved.Scales[i - 1];
        covariance = solved.Uncentre(covariance.MapIndexed((i, j, v) => v / (Scale(i) * Scale(j)), Zeros.Include));
        var estimates = state.Beta.MapIndexed((i, b) => b / Scale(i), Zeros.Include).ToArray();
        for (var j = 0; j < standard.Length; j++) estimates[0] -= solved.Means[j] * estimates[j + 1];
        return fit with
        {
            Coefficients = [.. estimates.Select((b, i) => Coefficient.Of(
                i == 0 ? "(intercept)" : options.NameOf(solved.Kept[i - 1]), b, covariance[i, i], df, options.Level))],
            Covariance = covariance.ToArray(),
        };
    }

    // Under separation the deviance settles while the coefficients keep growing (Albert and Anderson 1984).
    private static LogisticStatus Climb(LogisticState state)
    {
        for (var i = 0; i < MaxIterations; i++)
        {
            var before = state.Deviance;
            var step = state.NewtonStep();
            if (step is null) return state.LargestLogit > 15 ? LogisticStatus.Separated : LogisticStatus.NotConverged;
            var moved = step.InfinityNorm();
            if (moved < 1e-10) return LogisticStatus.Converged;
            if (Math.Abs(before - state.Deviance) < 1e-8 * (state.Deviance + 0.1) && moved > 1e-2) return LogisticStatus.Separated;
        }

        return LogisticStatus.NotConverged;
    }
}
