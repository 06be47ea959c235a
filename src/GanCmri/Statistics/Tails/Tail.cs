namespace GanCmri.Statistics.Tails;

/// <summary>Tail probabilities of the test distributions, exact to about 1e-13 relative and at any depth (1e-7000 included).</summary>
internal static class Tail
{
    /// <summary>P(|T| >= |t|) of Student's t.</summary>
    /// <param name="t">Statistic.</param>
    /// <param name="df">Degrees of freedom, above 0; need not be whole.</param>
    public static PValue StudentT(double t, double df)
    {
        if (!(df > 0) || double.IsNaN(t))
            return PValue.None;
        var square = t * t;
        return PValue.FromLn(BetaIntegral.Ln(df / 2, 0.5, df / (df + square), square / (df + square)));
    }

    /// <summary>P(|Z| >= |z|) of the standard normal.</summary>
    public static PValue Normal(double z) => ChiSquare(z * z, 1);

    /// <summary>P(X >= x) of chi-square.</summary>
    /// <param name="x">Statistic, at least 0.</param>
    /// <param name="df">Degrees of freedom, above 0.</param>
    public static PValue ChiSquare(double x, double df) => PValue.FromLn(GammaIntegral.LnUpper(df / 2, x / 2));

    /// <summary>P(X >= f) of Fisher's F.</summary>
    /// <param name="f">Statistic, at least 0.</param>
    /// <param name="numerator">Numerator degrees of freedom.</param>
    /// <param name="denominator">Denominator degrees of freedom.</param>
    public static PValue F(double f, double numerator, double denominator)
    {
        var ratio = numerator * f;
        return PValue.FromLn(
            BetaIntegral.Ln(denominator / 2, numerator / 2, denominator / (denominator + ratio), ratio / (denominator + ratio))
        );
    }

    /// <summary>P(|R| >= |r|) of a correlation of independent normals.</summary>
    /// <param name="r">Correlation in [-1, 1].</param>
    /// <param name="oneMinusR">1 - |r|, given apart because near |r| = 1 it is known better than r itself.</param>
    /// <param name="df">Degrees of freedom: n - 2, less one for each variable held constant.</param>
    public static PValue CorrelationOf(double r, double oneMinusR, double df) =>
        df > 0 ? PValue.FromLn(BetaIntegral.Ln(df / 2, 0.5, oneMinusR * (1 + Math.Abs(r)), r * r)) : PValue.None;
}
