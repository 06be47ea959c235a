using GanCmri.Runtime;
using GanCmri.Statistics.Regression;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Imputation;

/// <summary>
/// Draws missing levels: one logistic model a level, of it against those after it, coefficients drawn from their large-sample distribution;
/// by Firth's likelihood where there is no finite estimate (so few rows must not be taken for certain).
/// </summary>
internal static class CategoryDraw
{
    /// <summary>Draws the missing values of a variable.</summary>
    public static double[] Of(ImputedVariable variable, IReadOnlyList<double[]> others, RandomStream random)
    {
        var drawn = new double[variable.Missing.Length];
        Array.Fill(drawn, variable.Levels[^1]);
        int[] left = [.. Enumerable.Range(0, drawn.Length)],
            known = variable.Known;
        foreach (var level in variable.Levels[..^1])
        {
            var probability = Model(known, i => variable.Values[i] == level, others, random);
            var taken = left.Where(i => random.Uniform() < probability(variable.Missing[i])).ToHashSet();
            foreach (var i in taken)
                drawn[i] = level;
            left = [.. left.Where(i => !taken.Contains(i))];
            known = [.. known.Where(i => variable.Values[i] != level)];
        }

        return drawn;
    }

    private static Func<int, double> Model(int[] rows, Predicate<int> isCase, IReadOnlyList<double[]> others, RandomStream random)
    {
        var outcome = Array.ConvertAll(rows, i => isCase(i));
        double[][] columns = [.. others.Select(c => Array.ConvertAll(rows, i => c[i]))];
        var fit = Logistic.Fit(outcome, columns);
        if (fit.Status != LogisticStatus.Converged)
            fit = Firth.Fit(outcome, columns, new RegressionOptions(), _ => false);
        var share = (double)outcome.Count(o => o) / outcome.Length;
        if (fit.Status != LogisticStatus.Converged)
            return _ => share;
        int[] used = [.. Enumerable.Range(0, columns.Length).Where(c => fit.Dropped.All(d => d.Index != c))];
        var covariance = Matrix<double>.Build.DenseOfArray(fit.Covariance);
        var scale = covariance.Diagonal().PointwiseSqrt();
        var factor = covariance.MapIndexed((a, b, v) => v / (scale[a] * scale[b]) + (a == b ? 1e-9 : 0)).Cholesky().Factor;
        var noise = factor * Vector<double>.Build.Dense(scale.Count, _ => random.Normal());
        double[] beta = [.. fit.Coefficients.Select((b, i) => b.Estimate + scale[i] * noise[i])];
        return row =>
        {
            var eta = beta[0];
            for (var j = 0; j < used.Length; j++)
                eta += beta[j + 1] * others[used[j]][row];
            return LogOdds.Probability(eta);
        };
    }
}
