using GanCmri.Runtime;
using GanCmri.Statistics.Tails;
using MathNet.Numerics.RootFinding;

namespace GanCmri.Statistics.Meta;

/// <summary>
/// Effects of several studies pooled by inverse variance: fixed (one common effect), and random with the variance between studies by
/// restricted maximum likelihood (Viechtbauer 2005) and the errors of Hartung and Knapp (2001). Heterogeneity is Cochran's Q and I² of it
/// (Higgins and Thompson 2002).
/// </summary>
public sealed record MetaAnalysis
{
    private MetaAnalysis() { }

    /// <summary>Studies pooled.</summary>
    public required int Studies { get; init; }

    /// <summary>The common effect of the fixed model; normal.</summary>
    public required MetaEffect Fixed { get; init; }

    /// <summary>The mean effect of the random model; Student's t with studies - 1 degrees of freedom.</summary>
    public required MetaEffect Random { get; init; }

    /// <summary>Variance between studies, restricted maximum likelihood.</summary>
    public required double Tau2 { get; init; }

    /// <summary>Cochran's Q, chi-square with studies - 1 degrees of freedom without heterogeneity.</summary>
    public required double Q { get; init; }

    /// <summary>p of <see cref="Q"/>.</summary>
    public required PValue Heterogeneity { get; init; }

    /// <summary>Share of the variance of effects that is between studies, by Q: max(0, 1 - (studies - 1)/Q).</summary>
    public double I2 => Math.Max(0, 1 - (Studies - 1) / Q);

    /// <summary>Interval in which the effect of a new study would lie (Higgins and others 2009); NaN with fewer than 3 studies.</summary>
    public required Interval Prediction { get; init; }

    /// <summary>Pools effects.</summary>
    /// <param name="effects">At least two effects (log ratios, not ratios).</param>
    /// <param name="errors">Their standard errors, above 0.</param>
    /// <param name="level">Confidence level.</param>
    /// <exception cref="ArgumentException">Lengths differ, there are fewer than two, or a value is not finite.</exception>
    public static MetaAnalysis Of(IReadOnlyList<double> effects, IReadOnlyList<double> errors, double level = 0.95)
    {
        if (effects.Count != errors.Count || effects.Count < 2)
            throw new ArgumentException("expected two effects or more with their errors", nameof(effects));
        Require.Finite(effects);
        Require.Finite(errors);
        if (errors.Any(e => !(e > 0)))
            throw new ArgumentException("expected errors above 0", nameof(errors));
        double[] y = [.. effects],
            v = [.. errors.Select(e => e * e)];
        var k = y.Length;
        var common = Weighted.At(y, v, 0);
        var q = y.Select((e, i) => (e - common.Mean) * (e - common.Mean) / v[i]).Sum();
        var tau2 = RestrictedLikelihood(y, v);
        var pooled = Weighted.At(y, v, tau2);
        // Hartung and Knapp (2001), equation 8, without a lower bound, as metafor.
        var scatter = y.Select((e, i) => (e - pooled.Mean) * (e - pooled.Mean) / (v[i] + tau2)).Sum() / (k - 1);
        var error = Math.Sqrt(scatter / pooled.Weight);
        var reach = k < 3 ? double.NaN : Quantile.StudentT(level, k - 2) * Math.Sqrt(tau2 + 1 / pooled.Weight);
        return new MetaAnalysis
        {
            Studies = k,
            Fixed = MetaEffect.Of(common.Mean, Math.Sqrt(1 / common.Weight), double.PositiveInfinity, level),
            Random = MetaEffect.Of(pooled.Mean, error, k - 1, level),
            Tau2 = tau2,
            Q = q,
            Heterogeneity = Tail.ChiSquare(q, k - 1),
            Prediction = new Interval(pooled.Mean - reach, pooled.Mean + reach),
        };
    }

    // The root of the restricted score: sum w² (e² - v - tau²) + sum w² / sum w = 0 (Viechtbauer 2005, equation 10).
    private static double RestrictedLikelihood(double[] y, double[] v)
    {
        double Score(double tau2)
        {
            var (mean, weight) = Weighted.At(y, v, tau2);
            double sum = 0,
                squares = 0;
            for (var i = 0; i < y.Length; i++)
            {
                var w2 = 1 / ((v[i] + tau2) * (v[i] + tau2));
                sum += w2 * ((y[i] - mean) * (y[i] - mean) - v[i] - tau2);
                squares += w2;
            }

            return sum + squares / weight;
        }

        if (Score(0) <= 0)
            return 0;
        var high = y.Max() - y.Min() is var spread && spread > 0 ? spread * spread : 1;
        for (var i = 0; i < 100 && Score(high) > 0; i++)
            high *= 2;
        return Brent.TryFindRoot(Score, 0, high, 1e-15 * high, 500, out var root) ? root : high;
    }

    private sealed record Weighted(double Mean, double Weight)
    {
        public static Weighted At(double[] y, double[] v, double tau2)
        {
            double sum = 0,
                weight = 0;
            for (var i = 0; i < y.Length; i++)
            {
                sum += y[i] / (v[i] + tau2);
                weight += 1 / (v[i] + tau2);
            }

            return new Weighted(sum / weight, weight);
        }
    }
}

/// <summary>A pooled effect.</summary>
/// <param name="Estimate">The effect.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Lower">Lower confidence limit.</param>
/// <param name="Upper">Upper confidence limit.</param>
/// <param name="Significance">Two-sided test of no effect.</param>
public sealed record MetaEffect(double Estimate, double StandardError, double Lower, double Upper, PValue Significance)
{
    internal static MetaEffect Of(double estimate, double error, double df, double level)
    {
        var b = Regression.Coefficient.Of("", estimate, error * error, df, level);
        return new MetaEffect(b.Estimate, b.StandardError, b.Lower, b.Upper, b.Significance);
    }
}
