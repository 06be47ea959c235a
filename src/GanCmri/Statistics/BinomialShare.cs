using GanCmri.Runtime;
using GanCmri.Statistics.Tails;
using MathNet.Numerics.Distributions;

namespace GanCmri.Statistics;

/// <summary>Tests and intervals of a share of successes.</summary>
public static class BinomialShare
{
    /// <summary>Exact two-sided test: the chance of all outcomes no likelier than the one observed.</summary>
    /// <param name="successes">0..trials.</param>
    /// <param name="trials">Trials, at least 1.</param>
    /// <param name="expected">Share under the hypothesis, in (0, 1).</param>
    public static PValue TwoSided(int successes, int trials, double expected)
    {
        // As likely up to rounding counts as equally likely (the tolerance of R's binom.test).
        Require.Inside(expected);
        var limit = Binomial.PMFLn(expected, trials, successes) + 1e-7;
        var ln = Enumerable.Range(0, trials + 1).Select(k => Binomial.PMFLn(expected, trials, k)).Where(v => v <= limit);
        return PValue.FromLn(LnSum([.. ln]));
    }

    /// <summary>Exact one-sided test: the chance of at least so many successes.</summary>
    public static PValue Greater(int successes, int trials, double expected) =>
        PValue.FromLn(successes == 0 ? 0 : BetaIntegral.Ln(successes, trials - successes + 1, expected, 1 - expected));

    /// <summary>Exact one-sided test: the chance of at most so many successes.</summary>
    public static PValue Less(int successes, int trials, double expected) => Greater(trials - successes, trials, 1 - expected);

    /// <summary>Exact interval of the share (Clopper and Pearson 1934).</summary>
    public static Interval ClopperPearson(int successes, int trials, double level = 0.95)
    {
        var tail = (1 - level) / 2;
        return new Interval(
            successes == 0 ? 0 : Quantile.Beta(successes, trials - successes + 1, tail),
            successes == trials ? 1 : Quantile.Beta(successes + 1, trials - successes, 1 - tail)
        );
    }

    /// <summary>Score interval of the share (Wilson 1927).</summary>
    public static Interval Wilson(int successes, int trials, double level = 0.95)
    {
        if (trials < 1 || successes < 0 || successes > trials)
            throw new ArgumentException($"expected 0 to {trials} successes of at least 1 trial, found {successes}", nameof(successes));
        double z = Quantile.Normal(level),
            share = (double)successes / trials,
            square = z * z / trials;
        var half = z * Math.Sqrt(share * (1 - share) / trials + square / (4 * trials));
        return new Interval(
            successes == 0 ? 0 : (share + square / 2 - half) / (1 + square),
            successes == trials ? 1 : (share + square / 2 + half) / (1 + square)
        );
    }

    private static double LnSum(double[] ln)
    {
        var top = ln.Max();
        return top + Math.Log(ln.Sum(v => Math.Exp(v - top)));
    }
}
