using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>
/// Proportional-odds (cumulative logit) regression by maximum likelihood, Newton steps on the observed information (McCullagh 1980;
/// concave, Pratt 1981): logit P(level above j) = column effects - threshold j. Errors are normal; with clusters the scores' sandwich times
/// G/(G-1), Student's t with G - 1 degrees of freedom.
/// </summary>
public static class Ordinal
{
    /// <summary>Fits a model.</summary>
    /// <param name="levels">n levels, any numbers whose order is meant; at least two different ones.</param>
    /// <param name="columns">Columns of n values each, without an intercept.</param>
    /// <param name="options">Names, level, clusters, joint tests.</param>
    /// <param name="offset">Known part of the linear predictor, n values; default none.</param>
    /// <exception cref="ArgumentException">Lengths differ, a value is not finite, or there is one level only.</exception>
    public static LikelihoodFit Fit(
        double[] levels,
        IReadOnlyList<double[]> columns,
        RegressionOptions? options = null,
        double[]? offset = null
    )
    {
        options ??= new RegressionOptions();
        var design = new StandardDesign(levels, columns, options);
        double[] steps = [.. levels.Distinct().Order()];
        if (steps.Length < 2)
            throw new ArgumentException("expected at least two levels, found one", nameof(levels));
        var model = new OrdinalLikelihood(
            Array.ConvertAll(levels, v => Array.BinarySearch(steps, v)),
            design.Columns,
            offset ?? new double[levels.Length]
        );
        var (thresholds, k) = (steps.Length - 1, design.Columns.Length);
        var start = Vector<double>.Build.Dense(thresholds + k);
        for (var j = 0; j < thresholds; j++)
        {
            var below = (double)levels.Count(v => v <= steps[j]) / levels.Length;
            start[j] = Math.Log(below / (1 - below)) + (offset?.Average() ?? 0);
        }

        var climb = LikelihoodClimb.From(start, model.At);
        var unfitted = new LikelihoodFit { Coefficients = [], Dropped = design.Dropped };
        if (climb.Top is not { } top)
            return unfitted with { Failure = climb.Failure };
        var units = design.ToUnits();
        var slopes = units.SubMatrix(1, k, 1, k);
        // A threshold in the columns' own units is that of the centred ones less the effects of their means.
        var whole = Matrix<double>.Build.DenseIdentity(thresholds + k);
        for (var j = 0; j < k; j++)
        {
            whole[thresholds + j, thresholds + j] = slopes[j, j];
            for (var t = 0; t < thresholds; t++)
                whole[t, thresholds + j] = -units[0, j + 1];
        }

        var covariance = options.Clusters is { } clusters ? Sandwich.OfScores(top.Inverse, model.Scores(top.Beta), clusters) : top.Inverse;
        covariance = whole * covariance * whole.Transpose();
        var errors = CoefficientErrors.Of(
            covariance.SubMatrix(thresholds, k, thresholds, k),
            options.Clusters is { } groups ? Sandwich.Count(groups) - 1 : double.PositiveInfinity
        );
        return LikelihoodTests.Add(
            unfitted with
            {
                LogLikelihood = top.LogLikelihood,
                Covariance = covariance.ToArray(),
                Thresholds = [.. (whole * top.Beta).Take(thresholds)],
            },
            slopes * top.Beta.SubVector(thresholds, k),
            errors,
            design,
            options,
            without => Fit(levels, without, null, offset)
        );
    }
}
