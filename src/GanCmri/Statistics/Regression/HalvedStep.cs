using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>A step of an iterative fit that is halved until the fit is no worse after it.</summary>
internal static class HalvedStep
{
    /// <summary>The first state that is no worse.</summary>
    /// <param name="step">The whole step.</param>
    /// <param name="tries">How many lengths are tried.</param>
    /// <param name="after">The state after a step; null where there is none.</param>
    /// <param name="isNoWorse">Whether it fits as well as the state before.</param>
    /// <returns>Null where none was found.</returns>
    public static T? Take<T>(Vector<double> step, int tries, Func<Vector<double>, T?> after, Func<T, bool> isNoWorse)
        where T : class
    {
        for (var halving = 0; halving < tries; halving++, step /= 2)
            if (after(step) is { } next && isNoWorse(next))
                return next;
        return null;
    }

    /// <summary>A deviance that did not rise but by rounding.</summary>
    public static bool Falls(double deviance, double before) => deviance <= before * (1 + 1e-12) + 1e-300;

    /// <summary>A log likelihood that did not fall but by rounding.</summary>
    public static bool Rises(double logLikelihood, double before) => logLikelihood >= before - 1e-12 * Math.Abs(before);
}
