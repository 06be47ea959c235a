using GanCmri.Statistics.Choices;
using GanCmri.Statistics.Regression;

namespace GanCmri.Tests.Statistics.Choices;

public class BradleyTerryTests
{
    // Agresti (2002), table 10.10: wins of the row over the column in the American League, 1987. Baltimore is first, as its strength is 0
    // in print.
    private static readonly int[][] Baseball =
    [
        /* Baltimore */[0, 1, 7, 4, 2, 3, 1],
        /* Boston    */[12, 0, 7, 2, 6, 7, 6],
        /* Cleveland */[6, 6, 0, 4, 4, 6, 5],
        /* Detroit   */[9, 11, 9, 0, 6, 5, 7],
        /* Milwaukee */[11, 7, 9, 7, 0, 7, 9],
        /* New York  */[10, 6, 7, 8, 6, 0, 6],
        /* Toronto   */[12, 7, 8, 6, 4, 7, 0],
    ];

    [Fact]
    public void Fit_Baseball_GivesThePublishedStrengthsAndErrors()
    {
        // Turner and Firth (2012), BradleyTerry2's vignette.
        double[] strengths = [1.1077, 0.6839, 1.4364, 1.5814, 1.2476, 1.2945],
            errors = [0.3339, 0.3319, 0.3396, 0.3433, 0.3359, 0.3367];
        var fit = BradleyTerry.Fit(7, [.. Games(Baseball)])!;
        Assert.Equal(strengths, fit.Select(c => Math.Round(c.Estimate, 4)));
        Assert.Equal(errors, fit.Select(c => Math.Round(c.StandardError, 4)));
    }

    [Fact]
    public void Fit_TwoThingsWithClusters_EqualsLogisticRegressionOfAConstant()
    {
        bool[] second = [true, true, false, true, false, true, true, true, false, false, true, false];
        int[] reader = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2];
        var expected = Logistic
            .Fit(second, [], new RegressionOptions { Clusters = reader, ClusterErrors = ClusterErrors.Cr1 })
            .Coefficients[0];
        var found = BradleyTerry.Fit(2, [.. second.Select(s => s ? new Preference(1, 0) : new Preference(0, 1))], reader)!.Single();
        Assert.Equal(expected.Estimate, found.Estimate, 9);
        Assert.Equal(expected.StandardError, found.StandardError, 9);
        Assert.Equal(expected.Upper, found.Upper, 8);
    }

    [Fact]
    public void Fit_AThingThatAlwaysWins_HasNoFiniteStrength() =>
        Assert.Null(BradleyTerry.Fit(3, [new(0, 1), new(0, 2), new(1, 2), new(2, 1)]));

    [Fact]
    public void OfRanking_GivesEveryPair() => Assert.Equal([new(2, 0), new(2, 1), new(0, 1)], Preference.OfRanking([2, 0, 1]));

    private static IEnumerable<Preference> Games(int[][] wins) =>
        from row in Enumerable.Range(0, wins.Length)
        from column in Enumerable.Range(0, wins.Length)
        from _ in Enumerable.Range(0, wins[row][column])
        select new Preference(row, column);
}
