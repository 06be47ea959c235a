using GanCmri.Statistics.Regression;
using GanCmri.Statistics.Tails;

namespace GanCmri.Statistics.Choices;

/// <summary>The share of right answers of several readers together.</summary>
/// <param name="Right">Right answers.</param>
/// <param name="N">Answers.</param>
/// <param name="Independent">Exact interval as if every answer were independent.</param>
/// <param name="Clustered">
/// That one, widened where readers differ: together with the interval of a logistic model of a constant with errors clustered by reader
/// (CR2, Student's t).
/// </param>
/// <param name="Significance">Test of guessing: the larger p of the two.</param>
internal sealed record PooledShare(int Right, int N, Interval Independent, Interval Clustered, PValue Significance)
{
    /// <summary>The share.</summary>
    public double Share => (double)Right / N;

    /// <summary>Pools answers.</summary>
    /// <param name="right">Whether each answer is right; at least one.</param>
    /// <param name="readers">The reader of each answer, numbered from 0.</param>
    /// <param name="chance">The share of right answers of somebody who guesses, in (0, 1).</param>
    public static PooledShare Of(bool[] right, int[] readers, double chance = ForcedChoice.Chance)
    {
        int n = right.Length,
            count = right.Count(r => r);
        var exact = BinomialShare.ClopperPearson(count, n);
        var pooled = new PooledShare(count, n, exact, exact, BinomialShare.TwoSided(count, n, chance));
        if (readers.Distinct().Count() < 2 || count == 0 || count == n)
            return pooled;
        var fit = Logistic.Fit(right, [], new RegressionOptions { Clusters = readers });
        // Readers who are all right equally often have no error of this kind at all: then the exact interval stands.
        if (fit.Coefficients is not [{ StandardError: > 1e-9 } logOdds])
            return pooled;
        var p = Tail.StudentT((logOdds.Estimate - Math.Log(chance / (1 - chance))) / logOdds.StandardError, logOdds.DegreesOfFreedom);
        return pooled with
        {
            Clustered = new Interval(Math.Min(exact.Lower, Inverse(logOdds.Lower)), Math.Max(exact.Upper, Inverse(logOdds.Upper))),
            Significance = p.Ln > pooled.Significance.Ln ? p : pooled.Significance,
        };
    }

    private static double Inverse(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
