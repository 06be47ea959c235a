using GanCmri.Runtime;
using MathNet.Numerics.Distributions;

namespace GanCmri.Statistics.Choices;

/// <summary>Two-alternative forced choice: which of two is the real one? Guessing is right half the time.</summary>
internal static class ForcedChoice
{
    /// <summary>The share of right answers of somebody who guesses.</summary>
    public const double Chance = 0.5;

    /// <summary>
    /// Sensitivity d' = sqrt(2) z(share of right answers), z the normal quantile (Macmillan and Creelman 2005, equation 7.2): 0 for
    /// guessing, infinite where every answer is right.
    /// </summary>
    /// <param name="share">Share of right answers, 0 to 1.</param>
    public static double DPrime(double share) => Math.Sqrt(2) * Normal.InvCDF(0, 1, share);

    /// <summary>d' at both limits of an interval of the share.</summary>
    public static Interval DPrime(Interval share) => new(DPrime(share.Lower), DPrime(share.Upper));

    /// <summary>Chance that the exact two-sided test of guessing finds p at most <paramref name="alpha"/>.</summary>
    /// <param name="answers">Independent answers, at least 1.</param>
    /// <param name="share">The true share of right answers, in (0, 1).</param>
    /// <param name="alpha">Level of the test, in (0, 1).</param>
    public static double Power(int answers, double share, double alpha = 0.05)
    {
        Require.Inside(share);
        Require.Inside(alpha);
        // The test of one half is symmetric: it rejects up to c right answers, and from answers - c.
        var c = -1;
        while (2 * (c + 1) < answers && 2 * BinomialShare.Less(c + 1, answers, Chance).Value <= alpha)
            c++;
        return c < 0 ? 0 : BinomialShare.Less(c, answers, share).Value + BinomialShare.Greater(answers - c, answers, share).Value;
    }

    /// <summary>The smallest share above one half that is found with at least this power; NaN if none below 0.9999 is.</summary>
    /// <param name="answers">Independent answers, at least 1.</param>
    /// <param name="power">Wanted power, in (0, 1).</param>
    /// <param name="alpha">Level of the test, in (0, 1).</param>
    public static double Detectable(int answers, double power = 0.8, double alpha = 0.05)
    {
        double low = Chance,
            high = 0.9999;
        if (Power(answers, high, alpha) < power)
            return double.NaN;
        while (high - low > 1e-7)
        {
            var middle = (low + high) / 2;
            if (Power(answers, middle, alpha) < power)
                low = middle;
            else
                high = middle;
        }

        return high;
    }
}
