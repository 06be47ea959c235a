using GanCmri.Runtime;

namespace GanCmri.Statistics.Tails;

/// <summary>Quantiles for confidence limits, by Newton's method on logarithms of <see cref="Tail"/>'s probabilities: right at any
/// depth.</summary>
internal static class Quantile
{
    private const int MostSteps = 200;

    /// <summary>Half width of a two-sided normal interval, e.g. 1.959964 at level 0.95.</summary>
    /// <exception cref="ArgumentException">The level is not between 0 and 1.</exception>
    public static double Normal(double level)
    {
        Require.Inside(level);
        return -MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (1 - level) / 2);
    }

    /// <summary>Half width of a two-sided Student t interval, e.g. 2.228139 at level 0.95 with 10 degrees of freedom.</summary>
    /// <returns>NaN where the degrees of freedom are not above 0.</returns>
    /// <exception cref="ArgumentException">The level is not between 0 and 1.</exception>
    public static double StudentT(double level, double df)
    {
        Require.Inside(level);
        if (!(df > 0))
            return double.NaN;
        if (double.IsPositiveInfinity(df))
            return Normal(level);
        var target = Math.Log(1 - level);
        var half = LnDensity(df);
        // In u = ln t.
        return Math.Exp(
            Root(
                u =>
                {
                    double t = Math.Exp(u),
                        tail = Tail.StudentT(t, df).Ln;
                    return new Point(tail - target, -2 * Math.Exp(half - (df + 1) / 2 * LogOnePlus(t * t / df) + u - tail));
                },
                Math.Log(Normal(level)),
                -700,
                350
            )
        );
    }

    /// <summary>The p quantile of a beta distribution.</summary>
    /// <param name="a">First shape, above 0.</param>
    /// <param name="b">Second shape, above 0.</param>
    /// <param name="p">Probability in (0, 1).</param>
    /// <exception cref="ArgumentException">An argument is out of its range.</exception>
    public static double Beta(double a, double b, double p)
    {
        Require.Inside(p);
        if (!(a > 0 && b > 0))
            throw new ArgumentException($"expected shapes above 0, found {a} and {b}");
        if (p > 0.5)
            return LogOdds.Probability(-LogitOfBeta(b, a, 1 - p));
        return LogOdds.Probability(LogitOfBeta(a, b, p));
    }

    // In u = ln x / (1 - x), where x and 1 - x are both exact.
    private static double LogitOfBeta(double a, double b, double p)
    {
        double target = Math.Log(p),
            norm = BetaIntegral.LnBeta(a, b);
        return Root(
            u =>
            {
                double x = LogOdds.Probability(u),
                    y = LogOdds.Probability(-u),
                    tail = BetaIntegral.Ln(a, b, x, y);
                return new Point(tail - target, Math.Exp(a * Math.Log(x) + b * Math.Log(y) - norm - tail));
            },
            Math.Log(a / b),
            -700,
            700
        );
    }

    // Newton's method between bounds that close in; a step that leaves them is replaced by halving.
    private static double Root(Func<double, Point> function, double start, double low, double high)
    {
        var u = Math.Clamp(start, low, high);
        double sign = Math.Sign(function(low).Value);
        for (var i = 0; i < MostSteps; i++)
        {
            var (value, slope) = function(u);
            if (value == 0)
                return u;
            if (Math.Sign(value) == sign)
                low = u;
            else
                high = u;
            var next = u - value / slope;
            if (!(next > low && next < high))
                next = (low + high) / 2;
            if (Math.Abs(next - u) <= 1e-15 * Math.Max(1, Math.Abs(u)))
                return next;
            u = next;
        }

        return u;
    }

    private static double LnDensity(double df) => -Math.Log(df) / 2 - BetaIntegral.LnBeta(df / 2, 0.5);

    private static double LogOnePlus(double v) => MathNet.Numerics.SpecialFunctions.Log1p(v);

    private readonly record struct Point(double Value, double Slope);
}
