using GanCmri.Runtime;
using GanCmri.Statistics.Cohorts;

namespace GanCmri.Tests.Statistics.Cohorts;

public sealed class MatchedSetsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private MatchedTable Match(string csv, int controls = 1, params MatchColumn[] on)
    {
        File.WriteAllText(_folder.File("t.csv"), csv);
        return MatchedTable.Of(
            _folder.File("t.csv"),
            new MatchOptions
            {
                CaseColumn = "ill",
                On = on,
                Controls = controls,
            }
        );
    }

    [Fact]
    public void Of_CalipersAndSameText_TakesTheNearest()
    {
        var found = Match(
            "id,ill,age,sex\na,yes,60,M\nb,no,63,M\nc,no,61,M\nd,no,60,F\ne,no,70,M\nf,yes,40,F\n",
            2,
            new MatchColumn("age", 5),
            new MatchColumn("sex", null)
        );
        Assert.Equal([1, 1, 1, 0, 0, 0], found.Sets.Set);
        Assert.Equal((1, 1), (found.Sets.Count, found.Sets.Unmatched));
    }

    [Fact]
    public void Of_OneControlForTwoCases_IsUsedOnce()
    {
        var found = Match("ill,age\nyes,50\nyes,50\nno,50\nno,\n,50\n", 4, new MatchColumn("age", 1));
        Assert.Equal((1, 1), (found.Sets.Count, found.Sets.Unmatched));
        Assert.Equal([0, 0], found.Sets.Set.Skip(3));
    }

    [Fact]
    public void Of_OlderCases_AreBalancedAfterwards()
    {
        var rows = Enumerable
            .Range(0, 300)
            .Select(i => $"{(i % 6 == 0 ? "case" : "control")},{40 + i * 7 % 30 + (i % 6 == 0 ? 8 : 0)},{(i % 2 == 0 ? "a" : "b")}");
        var found = Match("ill,age,site\n" + string.Join('\n', rows) + "\n", 1, new MatchColumn("age", 2));
        var balance = Assert.Single(found.Balance);
        Assert.True(balance.Before > 0.5, $"{balance.Before}");
        Assert.InRange(balance.After, -0.1, 0.1);
        var (cases, controls) = (
            found.Propensity.Where((_, i) => found.Sets.IsCase[i]).Average(),
            found.Propensity.Where((_, i) => !found.Sets.IsCase[i]).Average()
        );
        Assert.True(cases > controls + 0.02);
    }

    [Fact]
    public void Weight_OfMatchedRows_GivesTheBalanceAgain()
    {
        var rows = Enumerable.Range(0, 120).Select(i => $"{(i % 5 == 0 ? "yes" : "no")},{40 + i * 7 % 30}");
        var found = Match("ill,age\n" + string.Join('\n', rows) + "\n", 3, new MatchColumn("age", 1));
        Assert.Contains(found.Sets.Set.CountBy(s => s), s => s.Key > 0 && s.Value == 3); // a case with two controls alone
        double Mean(bool ill)
        {
            int[] places = [.. Enumerable.Range(0, 120).Where(i => found.Sets.IsCase[i] == ill && found.Sets.Weight[i] > 0)];
            var weight = places.Sum(i => found.Sets.Weight[i]);
            Assert.Equal(found.Sets.Count, weight, 10);
            return places.Sum(i => found.Sets.Weight[i] * double.Parse(found.Rows[i]["age"])) / weight;
        }

        double Variance(bool ill) =>
            MathNet.Numerics.Statistics.Statistics.Variance(
                Enumerable.Range(0, 120).Where(i => found.Sets.IsCase[i] == ill).Select(i => double.Parse(found.Rows[i]["age"]))
            );
        Assert.Equal(found.Balance.Single().After, (Mean(true) - Mean(false)) / Math.Sqrt((Variance(true) + Variance(false)) / 2), 10);
    }

    [Fact]
    public void Of_PeopleInSeveralRows_AreRefusedWithTheirNumber()
    {
        const string Visits = "id,visit,ill,age\na,1,yes,50\na,2,yes,51\nb,1,no,50\nb,2,no,51\nc,1,no,52\nd,1,no,\nd,2,no,\n";
        var error = Assert.Throws<InputException>(() => Match(Visits, 1, new MatchColumn("age", 5)));
        Assert.Contains("column 'id': expected one row a person, found 2 of 3 people in several rows", error.Message);
        // A caliper does not hold them apart, the same visit does.
        Assert.Throws<InputException>(() => Match(Visits, 1, new MatchColumn("age", 5), new MatchColumn("visit", 1)));
        var found = Match(Visits, 1, new MatchColumn("age", 5), new MatchColumn("visit", null));
        Assert.Equal(2, found.Sets.Count);
        Assert.Equal(
            "id: 5 rows are of 3 people, so that sets may share people; analyse them with --cluster id",
            Assert.Single(found.Notes)
        );
        Assert.Empty(Match("id,ill,age\na,yes,50\nb,no,50\n", 1, new MatchColumn("age", 5)).Notes);
    }

    [Fact]
    public void Of_NamesThatDifferInCapitalsOnly_SaysHowMany()
    {
        var found = Match("id,ill,age\nP1,yes,50\np1,no,50\nP2,no,50\nx,no,51\nX,no,51\n", 1, new MatchColumn("age", 5));
        Assert.StartsWith("id: 4 of 5 names differ from another in capitals only", Assert.Single(found.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ill,age\nHCM,50\nDCM,50\n", 5.0)] // who is the case?
    [InlineData("ill,age\nyes,old\nno,50\n", 5.0)] // a caliper on text
    [InlineData("ill,age\nyes,50\nno,50\nmaybe,50\n", 5.0)]
    [InlineData("ill,age\nyes,50\nno,50\n", -1.0)]
    [InlineData("ill,height\nyes,50\nno,50\n", 5.0)]
    public void Of_WhatCannotBeMatched_IsRefused(string csv, double caliper) =>
        Assert.Throws<InputException>(() => Match(csv, 1, new MatchColumn("age", caliper)));
}
