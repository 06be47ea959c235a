using MathNet.Numerics;

namespace GanCmri.Statistics.Tails;

/// <summary>The regularised incomplete beta function I_x(a, b), as a logarithm.</summary>
internal static class BetaIntegral
{
    /// <summary>ln I_x(a, b).</summary>
    /// <param name="a">First shape, above 0.</param>
    /// <param name="b">Second shape, above 0.</param>
    /// <param name="x">In [0, 1].</param>
    /// <param name="y">1 - x, given apart because it may be far smaller than rounding of x.</param>
    public static double Ln(double a, double b, double x, double y)
    {
        if (double.IsNaN(x + y))
            return double.NaN;
        if (x <= 0)
            return double.NegativeInfinity;
        if (y <= 0)
            return 0;
        return x < (a + 1) / (a + b + 2) ? Fraction(a, b, x, y) : LogSpace.OneMinusExp(Math.Min(0, Fraction(b, a, y, x)));
    }

    /// <summary>ln B(a, b); accurate also when one argument is far larger than the other.</summary>
    public static double LnBeta(double a, double b)
    {
        var (small, large) = a < b ? (a, b) : (b, a);
        if (large < 15)
            return SpecialFunctions.GammaLn(a) + SpecialFunctions.GammaLn(b) - SpecialFunctions.GammaLn(a + b);
        // ln Gamma(large) - ln Gamma(large + small) by Stirling's series: the big terms cancel on paper instead of in doubles.
        var ratio =
            Stirling(large)
            - Stirling(large + small)
            - (large + small - 0.5) * SpecialFunctions.Log1p(small / large)
            - small * Math.Log(large)
            + small;
        return SpecialFunctions.GammaLn(small) + ratio;
    }

    // Continued fraction of Abramowitz and Stegun 26.5.8.
    private static double Fraction(double a, double b, double x, double y)
    {
        var front = a * LnOf(x, y) + b * LnOf(y, x) - Math.Log(a) - LnBeta(a, b);
        return front
            + LogSpace.InverseContinuedFraction(
                1,
                i =>
                {
                    double m = i / 2;
                    var even = i % 2 == 0;
                    var numerator = even
                        ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                        : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
                    return (numerator, 1);
                }
            );
    }

    private static double LnOf(double v, double complement) => v > 0.5 ? SpecialFunctions.Log1p(-complement) : Math.Log(v);

    // ln Gamma(x) = (x - 1/2) ln x - x + ln(2 pi)/2 + Stirling(x), for x >= 15 exact to 1e-17.
    private static double Stirling(double x)
    {
        var s = 1 / (x * x);
        return (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s * (1.0 / 1188 - s * 691.0 / 360360))))) / x;
    }
}
