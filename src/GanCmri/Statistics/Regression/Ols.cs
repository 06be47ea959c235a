using System.Numerics.Tensors;
using GanCmri.Runtime;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>Linear regression with an intercept by ordinary least squares.</summary>
public static class Ols
{
    /// <summary>Fits a linear model; constant and collinear columns are left out and named in the result.</summary>
    /// <param name="response">n values, none missing.</param>
    /// <param name="columns">Columns of n values each, without the intercept.</param>
    /// <param name="options">Names, level, robust errors.</param>
    /// <exception cref="ArgumentException">Lengths differ, a value is not finite, or there are no more rows than coefficients.</exception>
    public static OlsFit Fit(double[] response, IReadOnlyList<double[]> columns, RegressionOptions? options = null)
    {
        options ??= new RegressionOptions();
        if (columns.Any(c => c.Length != response.Length))
            throw new ArgumentException("expected columns as long as the response", nameof(columns));
        Require.Finite(response);
        foreach (var column in columns)
            Require.Finite(column, nameof(columns));
        Require.Inside(options.Level);
        var n = response.Length;
        var sums = new CrossProducts(columns.Count + 1);
        sums.Add([.. columns, response], n);
        var solved = NormalEquations.Solve(sums, columns.Count, [.. Enumerable.Range(0, columns.Count)], options.NameOf);
        var k = solved.Kept.Length + 1;
        if (n <= k)
            throw new ArgumentException($"expected more rows than the {k} coefficients, found {n}");

        var centred = solved.Kept.Select((column, j) => Array.ConvertAll(columns[column], v => v - solved.Means[j])).ToArray();
        var mean = sums.Mean(columns.Count);
        var (slopes, residuals) = Refined(response, mean, centred, solved);
        var squares = residuals.Sum(v => v * v);
        var joint = JointTest.Coefficients(options.Joint, solved.Kept);
        var errors = options is { Clusters: { } clusters, ClusterErrors: ClusterErrors.Cr2 }
            ? Spread([.. solved.Kept.Select(i => columns[i])], residuals, clusters, joint)
            : CoefficientErrors.Of(
                solved.Uncentre(CovarianceOf(solved.CentredBread(n), centred, residuals, squares / (n - k), options)),
                options.Clusters is { } groups ? Sandwich.Count(groups) - 1 : n - k
            );
        if (options.Hc3 && double.IsNaN(errors.Covariance[0, 0]))
            errors = CoefficientErrors.Of(errors.Covariance, double.NaN);
        double[] estimates = [mean - slopes.Zip(solved.Means, (b, m) => b * m).Sum(), .. slopes];
        return new OlsFit
        {
            Coefficients =
            [
                .. estimates.Select((b, i) => errors.Of(i, i == 0 ? "(intercept)" : options.NameOf(solved.Kept[i - 1]), b, options.Level)),
            ],
            Dropped = solved.Dropped,
            Joint =
            [
                .. errors.Joint(joint, estimates).Select(t => options is { Clusters: null, Hc3: false } ? WithLikelihoodRatio(t, n) : t),
            ],
            N = n,
            DegreesOfFreedom = n - k,
            Covariance = errors.Covariance.ToArray(),
            Degrees = errors.Degrees,
            Residuals = residuals,
            ResidualSquares = squares,
            RSquared = 1 - squares / sums.Centred(columns.Count, columns.Count),
        };
    }

    /// <summary>The likelihood ratio of normal residuals follows from the classical F.</summary>
    internal static JointTest? WithLikelihoodRatio(JointTest? test, long n) =>
        test is null
            ? null
            : test with
            {
                LikelihoodRatio = Tails.Tail.ChiSquare(
                    n * MathNet.Numerics.SpecialFunctions.Log1p(test.Statistic * test.Df / test.DenominatorDf),
                    test.Df
                ),
            };

    private static CoefficientErrors Spread(double[][] columns, double[] residuals, IReadOnlyList<int> clusters, int[][] joint)
    {
        double[] equal = [.. Enumerable.Repeat(1.0, residuals.Length)];
        var design = Whitening.Of(columns, equal) ?? throw new InvalidOperationException("columns kept are not collinear");
        return BiasReduced.Of(design, design.Root, equal, residuals, clusters, joint);
    }

    // Cross products lose digits where columns are nearly collinear; what is left in the residuals gives them back (Björck 1967).
    private static (double[] Slopes, double[] Residuals) Refined(double[] response, double mean, double[][] centred, NormalEquations solved)
    {
        var slopes = solved.Slopes.ToArray();
        var residuals = Residuals(response, mean, centred, slopes);
        for (var step = 0; step < 2 && slopes.Length > 0; step++)
        {
            var left = Vector<double>.Build.Dense(centred.Length, j => TensorPrimitives.Dot<double>(centred[j], residuals));
            slopes = [.. Vector<double>.Build.Dense(slopes) + solved.SlopeBread * left];
            residuals = Residuals(response, mean, centred, slopes);
        }

        return (slopes, residuals);
    }

    private static double[] Residuals(double[] response, double mean, double[][] centred, double[] slopes)
    {
        var residuals = Array.ConvertAll(response, y => y - mean);
        for (var j = 0; j < slopes.Length; j++)
        for (var i = 0; i < residuals.Length; i++)
            residuals[i] -= slopes[j] * centred[j][i];
        return residuals;
    }

    private static Matrix<double> CovarianceOf(
        Matrix<double> bread,
        double[][] centred,
        double[] residuals,
        double variance,
        RegressionOptions options
    ) =>
        options.Clusters is { } clusters ? Sandwich.Clustered(bread, centred, residuals, clusters)
        : options.Hc3 ? Sandwich.Hc3(bread, centred, residuals)
        : bread * variance;
}
