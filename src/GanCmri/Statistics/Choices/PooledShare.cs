using GanCmri.Statistics.Regression;
using GanCmri.Statistics.Tails;

namespace GanCmri.Statistics.Choices;

/// <summary>The share of right answers of several readers together.</summary>
/// <param name="Right">Right answers.</param>
/// <param name="N">Answers.</param>
/// <param name="Independent">Exact interval as if every answer were independent.</param>
/// <param name="Clustered">
/// That one, widened where answers of one reader, or to one item, are alike: together with the intervals of a logistic model of a constant
/// with errors clustered by reader and with errors clustered by item (CR2, Student's t).
/// </param>
/// <param name="Significance">Test of guessing: the largest p of these.</param>
internal sealed record PooledShare(int Right, int N, Interval Independent, Interval Clustered, PValue Significance)
{
    /// <summary>The share.</summary>
    public double Share => (double)Right / N;

    /// <summary>Pools answers.</summary>
    /// <param name="right">Whether each answer is right; at least one.</param>
    /// <param name="readers">The reader of each answer.</param>
    /// <param name="items">The item that each answers.</param>
    /// <param name="chance">The share of right answers of somebody who guesses, in (0, 1).</param>
    public static PooledShare Of(bool[] right, string[] readers, string[] items, double chance = ForcedChoice.Chance)
    {
        int n = right.Length,
            count = right.Count(r => r);
        var exact = BinomialShare.ClopperPearson(count, n);
        var pooled = new PooledShare(count, n, exact, exact, BinomialShare.TwoSided(count, n, chance));
        return readers.Distinct().Count() < 2 || count == 0 || count == n
            ? pooled
            : pooled.Widened(right, readers, chance).Widened(right, items, chance);
    }

    private PooledShare Widened(bool[] right, string[] clusters, double chance)
    {
        List<string> names = [.. clusters.Distinct()];
        if (names.Count < 2 || names.Count == N)
            return this;
        var fit = Logistic.Fit(right, [], new RegressionOptions { Clusters = Array.ConvertAll(clusters, names.IndexOf) });
        // Clusters that are all right equally often have no error of this kind at all: then the interval stands.
        if (fit.Coefficients is not [{ StandardError: > 1e-9 } logOdds])
            return this;
        var p = Tail.StudentT((logOdds.Estimate - Math.Log(chance / (1 - chance))) / logOdds.StandardError, logOdds.DegreesOfFreedom);
        return this with
        {
            Clustered = new Interval(
                Math.Min(Clustered.Lower, LogOdds.Probability(logOdds.Lower)),
                Math.Max(Clustered.Upper, LogOdds.Probability(logOdds.Upper))
            ),
            Significance = p.Ln > Significance.Ln ? p : Significance,
        };
    }
}
