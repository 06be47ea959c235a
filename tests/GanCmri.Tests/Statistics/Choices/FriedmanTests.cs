using GanCmri.Statistics.Choices;

namespace GanCmri.Tests.Statistics.Choices;

public class FriedmanTests
{
    // Hollander and Wolfe (1973), page 140: three ways of rounding first base, 22 players; R's friedman.test gives 11.1429, 2 df, p
    // 0.003805.
    private static readonly double[][] RoundingTimes =
    [
        [5.40, 5.50, 5.55],
        [5.85, 5.70, 5.75],
        [5.20, 5.60, 5.50],
        [5.55, 5.50, 5.40],
        [5.90, 5.85, 5.70],
        [5.45, 5.55, 5.60],
        [5.40, 5.40, 5.35],
        [5.45, 5.50, 5.35],
        [5.25, 5.15, 5.00],
        [5.85, 5.80, 5.70],
        [5.25, 5.20, 5.10],
        [5.65, 5.55, 5.45],
        [5.60, 5.35, 5.45],
        [5.05, 5.00, 4.95],
        [5.50, 5.50, 5.40],
        [5.45, 5.55, 5.50],
        [5.55, 5.55, 5.35],
        [5.45, 5.50, 5.55],
        [5.50, 5.45, 5.25],
        [5.65, 5.60, 5.40],
        [5.70, 5.65, 5.55],
        [6.30, 6.30, 6.25],
    ];

    [Fact]
    public void Of_RoundingTimes_GivesThePublishedStatistic()
    {
        var found = Friedman.Of(RoundingTimes);
        Assert.Equal(11.1429, found.Test.Statistic, 4);
        Assert.Equal(2, found.Test.DegreesOfFreedom);
        Assert.Equal(0.003805, found.Test.P, 6);
        Assert.Equal(11.1429 / 44, found.Concordance, 5);
    }

    [Fact]
    public void Of_FullAgreement_HasConcordanceOne()
    {
        var found = Friedman.Of([
            [1, 2, 3],
            [4, 5, 9],
            [0, 1, 2],
        ]);
        Assert.Equal(1, found.Concordance, 12);
        Assert.Equal([1, 2, 3], found.MeanRanks);
    }
}
