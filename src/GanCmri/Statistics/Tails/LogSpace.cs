using MathNet.Numerics;

namespace GanCmri.Statistics.Tails;

/// <summary>Arithmetic on logarithms of probabilities.</summary>
internal static class LogSpace
{
    private const double Tiny = 1e-300;

    /// <summary>ln(1 - exp(ln)) for ln at most 0, without cancellation.</summary>
    public static double OneMinusExp(double ln) =>
        ln > -Math.Log(2) ? Math.Log(-SpecialFunctions.Expm1(ln)) : SpecialFunctions.Log1p(-Math.Exp(ln));

    /// <summary>
    /// ln of a continued fraction 1/(1 + a1/(1 + a2/(1 + ...))) in general form b0 + a1/(b1 + a2/(b2 + ...)), inverted, by the
    /// modified Lentz method (Thompson and Barnett 1986).
    /// </summary>
    /// <param name="b0">First denominator.</param>
    /// <param name="term">Numerator and denominator of level i = 1, 2, ...</param>
    public static double InverseContinuedFraction(double b0, Func<int, (double A, double B)> term)
    {
        var f = b0 == 0 ? Tiny : b0;
        double c = f,
            d = 0;
        for (var i = 1; i < 1_000_000; i++)
        {
            var (a, b) = term(i);
            d = NotZero(b + a * d);
            c = NotZero(b + a / c);
            d = 1 / d;
            var step = c * d;
            f *= step;
            if (Math.Abs(step - 1) <= 3e-16)
                break; // two roundings: waiting for exactly 1 might never end
        }

        return -Math.Log(f);
    }

    private static double NotZero(double v) => Math.Abs(v) < Tiny ? Tiny : v;
}
