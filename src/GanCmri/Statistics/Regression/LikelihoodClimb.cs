using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>Newton's climb of a concave log likelihood.</summary>
/// <param name="Top">The maximum; null where there is none.</param>
/// <param name="Failure">Why.</param>
internal sealed record LikelihoodClimb(LikelihoodPoint? Top, string? Failure)
{
    private const int MaxIterations = 100;

    // As in Logistic: squared length of the step in standard errors.
    private const double Near = 1e-8;
    private const double Done = 1e-16;

    /// <summary>Climbs.</summary>
    /// <param name="start">Coefficients to start from.</param>
    /// <param name="at">The likelihood at coefficients.</param>
    public static LikelihoodClimb From(Vector<double> start, Func<Vector<double>, LikelihoodPoint> at)
    {
        var point = at(start);
        if (start.Count == 0)
            return new LikelihoodClimb(point, null);
        for (var i = 0; i < MaxIterations; i++)
        {
            Vector<double> step;
            try
            {
                step = point.Information.Cholesky().Solve(point.Gradient);
            }
            catch (ArgumentException)
            {
                break; // not positive definite
            }

            var decrement = step.DotProduct(point.Gradient);
            // Near a maximum, going on for a thousand steps costs half a million decrements; where there is none, it costs nothing.
            if (decrement is < Near and > Done && point.LogLikelihood - at(point.Beta + step * 1000).LogLikelihood < 1e5 * decrement)
                return new LikelihoodClimb(null, "no finite maximum: a combination of columns tells the outcomes apart without error");
            if (decrement <= Done)
                return new LikelihoodClimb(point, null);
            if (
                HalvedStep.Take(step, 40, s => at(point.Beta + s), n => HalvedStep.Rises(n.LogLikelihood, point.LogLikelihood))
                is not { } next
            )
                return decrement < 1e-10 ? new LikelihoodClimb(point, null) : new LikelihoodClimb(null, "did not converge");
            point = next;
        }

        return new LikelihoodClimb(null, "did not converge");
    }
}
