using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>Logistic regression with an intercept by maximum likelihood (Newton steps).</summary>
public static class Logistic
{
    private const int MaxIterations = 100;

    // Newton's decrement: the squared length of the step in standard errors, free of units. Below the first the fit is checked for
    // separation, below the second it is done: one step more and the rest is its square.
    private const double Near = 1e-8;
    private const double Done = 1e-12;

    /// <summary>
    /// Fits a logistic model. Tests are Wald's: normal, or with clusters Student's t with the degrees of freedom that
    /// <see cref="RegressionOptions"/> says.
    /// </summary>
    /// <param name="outcome">n outcomes, true for a case.</param>
    /// <param name="columns">Columns of n values each, without the intercept.</param>
    /// <param name="options">Names, level, clusters.</param>
    /// <exception cref="ArgumentException">Lengths differ, a value is not finite, or all outcomes are the same.</exception>
    public static LogisticFit Fit(bool[] outcome, IReadOnlyList<double[]> columns, RegressionOptions? options = null)
    {
        options ??= new RegressionOptions();
        var design = new BinaryDesign(outcome, columns, options);
        var state = LogisticPass.Start(design);
        for (var i = 1; i <= MaxIterations; i++)
        {
            if (state.Root() is not { } root)
                return design.Unfitted(LogisticStatus.NotConverged, state.Deviance, i);
            var gradient = root.TransposeThisAndMultiply(state.Gradient);
            var decrement = gradient.DotProduct(gradient);
            var step = root * gradient;
            if (decrement is < Near and > Done && FallsFurther(state, step, decrement))
                return design.Unfitted(LogisticStatus.Separated, state.Deviance, i);
            if (HalvedStep.Take(step, 40, s => state.At(state.Beta + s), n => HalvedStep.Falls(n.Deviance, state.Deviance)) is not { } next)
                return design.Unfitted(LogisticStatus.NotConverged, state.Deviance, i);
            state = next;
            if (decrement <= Done)
                return WithLikelihoodRatios(Fitted(design, state, i, options), outcome, design, options);
        }

        return design.Unfitted(LogisticStatus.NotConverged, state.Deviance, MaxIterations);
    }

    private static LogisticFit Fitted(BinaryDesign design, LogisticPass state, int iterations, RegressionOptions options)
    {
        var unfitted = design.Unfitted(LogisticStatus.Converged, state.Deviance, iterations);
        var units = design.ToUnits();
        var estimates = units * state.Beta;
        var errors =
            options.Clusters is { } clusters ? Clustered(design, state.Beta, clusters, options.ClusterErrors, units)
            : state.ExactRoot() is { } root ? CoefficientErrors.OfRoot(units * root, double.PositiveInfinity)
            : null;
        if (errors is null)
            return unfitted with { Status = LogisticStatus.NotConverged };
        return unfitted with
        {
            Coefficients = [.. estimates.Select((b, i) => errors.Of(i, design.NameOf(i), b, options.Level))],
            Covariance = errors.Covariance.ToArray(),
            Degrees = errors.Degrees,
            Joint = errors.Joint(design.Joint, [.. estimates]),
        };
    }

    private static CoefficientErrors? Clustered(
        BinaryDesign design,
        Vector<double> beta,
        IReadOnlyList<int> clusters,
        ClusterErrors kind,
        Matrix<double> units
    )
    {
        var state = new LogisticState(design.Response, design.Columns, beta);
        var weights = state.Weights();
        if (Whitening.Of(design.Columns, weights) is not { } white)
            return null;
        return kind == ClusterErrors.Cr2
            ? BiasReduced.Of(white, units * white.Root, weights, state.Residuals(), clusters, design.Joint)
            : CoefficientErrors.Of(
                units
                    * Sandwich.Clustered(white.Root * white.Root.Transpose(), design.Columns, state.Residuals(), clusters)
                    * units.Transpose(),
                Sandwich.Count(clusters) - 1
            );
    }

    private static LogisticFit WithLikelihoodRatios(LogisticFit fit, bool[] outcome, BinaryDesign design, RegressionOptions options)
    {
        if (options.Clusters is not null || fit.Joint.Count == 0)
            return fit;
        return fit with
        {
            Joint =
            [
                .. fit.Joint.Select(
                    (test, i) =>
                    {
                        if (test is null)
                            return null;
                        var rest = Fit(outcome, design.Without(options.Joint[i]));
                        return rest.Status != LogisticStatus.Converged
                            ? test
                            : test with
                            {
                                LikelihoodRatio = Tails.Tail.ChiSquare(Math.Max(0, rest.Deviance - fit.Deviance), test.Df),
                            };
                    }
                ),
            ],
        };
    }

    // Near a maximum, going on for a thousand steps raises the deviance by a million decrements. Where cases and controls are told apart
    // without error (Albert and Anderson 1984), there is no maximum on the way: every further step lowers it.
    private static bool FallsFurther(LogisticPass state, Vector<double> step, double decrement) =>
        state.At(state.Beta + step * 1000).Deviance - state.Deviance < 1e5 * decrement;
}
