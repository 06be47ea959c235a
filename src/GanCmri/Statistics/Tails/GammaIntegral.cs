using MathNet.Numerics;

namespace GanCmri.Statistics.Tails;

/// <summary>The regularised upper incomplete gamma function Q(a, x), as a logarithm.</summary>
internal static class GammaIntegral
{
    /// <summary>ln Q(a, x) for a above 0 and x at least 0.</summary>
    public static double LnUpper(double a, double x)
    {
        if (double.IsNaN(x))
            return double.NaN;
        if (x <= 0)
            return 0;
        if (double.IsInfinity(x))
            return double.NegativeInfinity;
        var front = a * Math.Log(x) - x - SpecialFunctions.GammaLn(a);
        if (x < a + 1)
            return LogSpace.OneMinusExp(Math.Min(0, front + Math.Log(Series(a, x))));
        // Legendre's continued fraction (Abramowitz and Stegun 6.5.31).
        return front + LogSpace.InverseContinuedFraction(x + 1 - a, i => (-i * (i - a), x + 2 * i + 1 - a));
    }

    private static double Series(double a, double x)
    {
        double term = 1 / a,
            sum = term;
        for (var k = 1; k < 1_000_000 && term > sum * 1e-17; k++)
            sum += term *= x / (a + k);
        return sum;
    }
}
