using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>Coefficients and joint tests of models without an intercept.</summary>
internal static class LikelihoodTests
{
    /// <summary>Adds them to a fit.</summary>
    /// <param name="fit">The fit so far, with its log likelihood.</param>
    /// <param name="estimates">Coefficients of the usable columns, in their own units.</param>
    /// <param name="errors">Their errors.</param>
    /// <param name="design">The columns.</param>
    /// <param name="options">Level, joint tests, clusters.</param>
    /// <param name="refit">Fits the model with these columns only.</param>
    public static LikelihoodFit Add(
        LikelihoodFit fit,
        Vector<double> estimates,
        CoefficientErrors errors,
        StandardDesign design,
        RegressionOptions options,
        Func<IReadOnlyList<double[]>, LikelihoodFit> refit
    )
    {
        int[][] sets = [.. design.Joint.Select(s => Array.ConvertAll(s, c => c - 1))];
        var tests = errors.Joint(sets, [.. estimates]);
        return fit with
        {
            Degrees = errors.Degrees,
            Coefficients = [.. estimates.Select((b, i) => errors.Of(i, design.NameOf(i + 1), b, options.Level))],
            Joint = options.Clusters is not null
                ? tests
                :
                [
                    .. tests.Select(
                        (test, i) =>
                        {
                            if (test is null)
                                return null;
                            var rest = refit(design.Without(options.Joint[i]));
                            return rest.Failure is not null
                                ? test
                                : test with
                                {
                                    LikelihoodRatio = Tails.Tail.ChiSquare(
                                        Math.Max(0, 2 * (fit.LogLikelihood - rest.LogLikelihood)),
                                        test.Df
                                    ),
                                };
                        }
                    ),
                ],
        };
    }
}
