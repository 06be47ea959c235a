using GanCmri.Statistics.Tails;

namespace GanCmri.Statistics.Choices;

/// <summary>Whether things ranked several times differ in rank.</summary>
/// <param name="Test">Chi-square with things - 1 degrees of freedom, tie-corrected; NaN where everything is tied.</param>
/// <param name="MeanRanks">Mean rank of each thing, 1 the lowest value.</param>
/// <param name="Concordance">Kendall's W: 0 no agreement between the blocks, 1 full agreement.</param>
internal sealed record Friedman(TestResult Test, IReadOnlyList<double> MeanRanks, double Concordance)
{
    /// <summary>Ranks within blocks (Friedman 1937; ties as Conover 1999, equation 5.8.4).</summary>
    /// <param name="blocks">At least 2 blocks of one length, at least 2: the value of each thing.</param>
    /// <exception cref="ArgumentException">Too few blocks or things, or blocks of several lengths.</exception>
    public static Friedman Of(IReadOnlyList<double[]> blocks)
    {
        int n = blocks.Count,
            k = n == 0 ? 0 : blocks[0].Length;
        if (n < 2 || k < 2 || blocks.Any(b => b.Length != k))
            throw new ArgumentException("expected at least 2 blocks of at least 2 things each", nameof(blocks));
        var ranks = blocks.Select(b => Ranks.Mid(b)).ToArray();
        var sums = Enumerable.Range(0, k).Select(j => ranks.Sum(r => r[j])).ToArray();
        double even = n * k * (k + 1.0) * (k + 1) / 4,
            squares = ranks.Sum(r => r.Sum(v => v * v));
        var statistic = (k - 1) * (sums.Sum(s => s * s) - n * even) / (squares - even);
        return new Friedman(
            new TestResult(statistic, k - 1, Tail.ChiSquare(statistic, k - 1)),
            Array.ConvertAll(sums, s => s / n),
            statistic / (n * (k - 1))
        );
    }
}
