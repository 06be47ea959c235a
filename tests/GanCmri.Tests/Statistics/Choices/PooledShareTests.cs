using GanCmri.Statistics;
using GanCmri.Statistics.Choices;

namespace GanCmri.Tests.Statistics.Choices;

public class PooledShareTests
{
    [Fact]
    public void Of_ReadersWhoDiffer_HasTheIntervalOfReaders()
    {
        // Closed form for readers of equally many answers: SE of the log odds = sqrt(sum (right - expected)^2 G/(G-1)) / (n p q) = sqrt(18 x 3/2) / 7.2,
        // Student's t with 2 degrees of freedom (4.302653).
        var pooled = Of(9, 6, 3);
        double half = 4.302653 * Math.Sqrt(27) / 7.2, logit = Math.Log(1.5);
        Assert.Equal(0.6, pooled.Share, 12);
        Assert.Equal(1 / (1 + Math.Exp(half - logit)), pooled.Clustered.Lower, 6);
        Assert.Equal(1 / (1 + Math.Exp(-half - logit)), pooled.Clustered.Upper, 6);
        Assert.Equal(BinomialShare.ClopperPearson(18, 30), pooled.Independent);
        Assert.True(pooled.Significance.Value > BinomialShare.TwoSided(18, 30, 0.5).Value);
    }

    [Theory]
    [InlineData(6, 6, 6)] // no spread at all is luck, not certainty
    [InlineData(10, 10, 10)]
    [InlineData(0, 0, 0)]
    [InlineData(7)]
    public void Of_NoSpreadOfReaders_KeepsTheExactInterval(params int[] right)
    {
        var pooled = Of(right);
        Assert.Equal(BinomialShare.ClopperPearson(right.Sum(), 10 * right.Length), pooled.Clustered);
        Assert.Equal(BinomialShare.TwoSided(right.Sum(), 10 * right.Length, 0.5), pooled.Significance);
    }

    // Readers of ten answers each.
    private static PooledShare Of(params int[] right) => PooledShare.Of(
        [.. right.SelectMany(r => Enumerable.Range(0, 10).Select(i => i < r))], [.. right.SelectMany((_, reader) => Enumerable.Repeat(reader, 10))]);
}
