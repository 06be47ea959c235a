using GanCmri.Statistics;
using GanCmri.Statistics.Choices;

namespace GanCmri.Tests.Statistics.Choices;

public class PooledShareTests
{
    [Fact]
    public void Of_ReadersWhoDiffer_HasTheIntervalOfReaders()
    {
        // Closed form for readers of equally many answers: SE of the log odds = sqrt(sum (right - expected)^2 G/(G-1)) / (n p q) = sqrt(18
        // x 3/2) / 7.2, Student's t with 2 degrees of freedom (4.302653).
        var pooled = Of(9, 6, 3);
        double half = 4.302653 * Math.Sqrt(27) / 7.2,
            logit = Math.Log(1.5);
        Assert.Equal(0.6, pooled.Share, 12);
        Assert.Equal(1 / (1 + Math.Exp(half - logit)), pooled.Clustered.Lower, 6);
        Assert.Equal(1 / (1 + Math.Exp(-half - logit)), pooled.Clustered.Upper, 6);
        Assert.Equal(BinomialShare.ClopperPearson(18, 30), pooled.Independent);
        Assert.True(pooled.Significance.Value > BinomialShare.TwoSided(18, 30, 0.5).Value);
    }

    [Fact]
    public void Of_AnotherChance_IsTestedAgainstIt()
    {
        bool[] right =
        [
            .. Enumerable
                .Range(0, 30)
                .Select(i =>
                    i % 10
                    < (
                        i < 10 ? 9
                        : i < 20 ? 6
                        : 3
                    )
                ),
        ];
        var found = PooledShare.Of(right, [.. right.Select((_, i) => $"r{i / 10}")], [.. right.Select((_, i) => $"i{i}")], 0.25);
        // (ln 1.5 - ln 1/3) / SE = 1.504077 / 0.721688 = 2.084112; two-sided p of Student's t with 2 degrees of freedom is 1 - t / sqrt(2 +
        // t²).
        Assert.Equal(1 - 2.084112 / Math.Sqrt(2 + 2.084112 * 2.084112), found.Significance.Value, 5);
        Assert.Equal(Of(9, 6, 3).Clustered, found.Clustered);
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

    [Fact]
    public void Of_ItemsThatAllReadersKnow_HasTheIntervalOfItems()
    {
        // Three readers of ten items are right about the same six: as above with ten items of three answers, SE = sqrt(sum (right -
        // expected)^2 G/(G-1)) / (n p q) = sqrt(21.6 x 10/9) / 7.2, Student's t with 9 degrees of freedom (2.262157).
        bool[] right = [.. Enumerable.Range(0, 30).Select(i => i % 10 < 6)];
        var pooled = PooledShare.Of(right, [.. right.Select((_, i) => $"r{i / 10}")], [.. right.Select((_, i) => $"i{i % 10}")]);
        double half = 2.262157 * Math.Sqrt(24) / 7.2,
            logit = Math.Log(1.5);
        Assert.Equal(1 / (1 + Math.Exp(half - logit)), pooled.Clustered.Lower, 6);
        Assert.Equal(1 / (1 + Math.Exp(-half - logit)), pooled.Clustered.Upper, 6);
        Assert.True(pooled.Clustered.Lower < pooled.Independent.Lower && pooled.Clustered.Upper > pooled.Independent.Upper);
        Assert.True(pooled.Significance.Value > BinomialShare.TwoSided(18, 30, 0.5).Value);
    }

    // Readers of ten answers each, to items of their own.
    private static PooledShare Of(params int[] right) =>
        PooledShare.Of(
            [.. right.SelectMany(r => Enumerable.Range(0, 10).Select(i => i < r))],
            [.. right.SelectMany((_, reader) => Enumerable.Repeat($"r{reader}", 10))],
            [.. right.SelectMany((_, reader) => Enumerable.Range(0, 10).Select(i => $"r{reader} i{i}"))]
        );
}
