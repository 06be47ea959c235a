using MathNet.Numerics.Distributions;

namespace GanCmri.Statistics.Tails;

/// <summary>Quantiles for confidence limits: Math.NET's, polished by Newton steps to full double precision.</summary>
public static class Quantile
{
    /// <summary>Half width of a two-sided normal interval, e.g. 1.959964 at level 0.95.</summary>
    public static double Normal(double level) => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (1 + level) / 2);

    /// <summary>Half width of a two-sided Student t interval, e.g. 2.228139 at level 0.95 with 10 degrees of freedom.</summary>
    public static double StudentT(double level, double df)
    {
        if (!(df > 0)) return double.NaN;
        var t = MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, df, (1 + level) / 2);
        for (var i = 0; i < 3; i++)
            t += (Tail.StudentT(t, df).Value - (1 - level)) / (2 * MathNet.Numerics.Distributions.StudentT.PDF(0, 1, df, t));
        return t;
    }

    /// <summary>The p quantile of a beta distribution.</summary>
    /// <param name="a">First shape, above 0.</param>
    /// <param name="b">Second shape, above 0.</param>
    /// <param name="p">Probability in (0, 1).</param>
    public static double Beta(double a, double b, double p)
    {
        var x = MathNet.Numerics.Distributions.Beta.InvCDF(a, b, p);
        for (var i = 0; i < 3; i++)
        {
            var step = (Math.Exp(BetaIntegral.Ln(a, b, x, 1 - x)) - p) / MathNet.Numerics.Distributions.Beta.PDF(a, b, x);
            x = Math.Clamp(x - step, x / 2, (x + 1) / 2);
        }

        return x;
    }
}
