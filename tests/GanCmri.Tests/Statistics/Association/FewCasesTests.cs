using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;
using GanCmri.Statistics.Regression;
using static GanCmri.Tests.Statistics.StatisticsGolden;

namespace GanCmri.Tests.Statistics.Association;

/// <summary>Few cases, few clusters: a test with honest numbers, or a note that says why there is none.</summary>
public sealed class FewCasesTests : IDisposable
{
    private static readonly AssociationOptions Logistic = new()
    {
        Outcomes = ["case"],
        Exposures = ["x"],
        Covariates = ["site"],
        Family = AssociationFamily.Logistic,
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(AssociationFamily.Cox)]
    [InlineData(AssociationFamily.FirthCox)]
    public void Run_EventsOfTheExposedAlwaysFirst_IsTestedByFirth(AssociationFamily family)
    {
        File.WriteAllText(_folder.File("t.csv"), "t,e,x\n1,1,1\n2,1,1\n3,1,1\n4,1,1\n5,1,0\n6,0,0\n7,0,0\n8,0,0\n");
        var options = new AssociationOptions
        {
            Outcomes = ["e"],
            Exposures = ["x"],
            Time = "t",
            Family = family,
        };
        var row = AssociationStudy.Run(_folder.File("t.csv"), options).Rows.Single();
        Close(2.94819909971215, row.Beta, 1e-6); // as FirthCoxTests
        Close(0.00950872926242, row.Significance.Value, 1e-6);
        Assert.Equal(
            family == AssociationFamily.Cox,
            row.Notes.Any(n => n.Contains("so by Firth's penalised likelihood", StringComparison.Ordinal))
        );
        var clustered = options with { Cluster = "x" };
        if (family == AssociationFamily.FirthCox)
            Assert.Throws<InputException>(() => AssociationStudy.Run(_folder.File("t.csv"), clustered));
        else
            Assert.Contains(
                "knows no clusters",
                AssociationStudy.Run(_folder.File("t.csv"), clustered).Rows.Single().Notes[0],
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void Run_CovariateLevelWithoutCases_IsTestedByFirth()
    {
        var row = AssociationStudy.Run(Table(), Logistic).Rows.Single();
        Assert.Contains(
            row.Notes,
            n =>
                n.StartsWith("separated", StringComparison.Ordinal)
                && n.EndsWith("by Firth's penalised likelihood", StringComparison.Ordinal)
        );
        var expected = AssociationStudy.Run(Table(), Logistic with { Family = AssociationFamily.Firth }).Rows.Single();
        Assert.Equal((expected.Beta, expected.Significance.Ln), (row.Beta, row.Significance.Ln));
        Assert.DoesNotContain(expected.Notes, n => n.StartsWith("separated", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_Firth_EqualsFirth()
    {
        var row = AssociationStudy
            .Run(Table(), Logistic with { Family = AssociationFamily.Firth, Covariates = [], Exposures = ["site"] })
            .Rows.Single();
        var i = Enumerable.Range(0, 60).ToArray();
        var fit = Firth
            .Fit(
                [.. i.Select(Case)],
                [
                    [.. i.Select(v => v % 4 == 0 ? 1.0 : 0)],
                ]
            )
            .Coefficients[1];
        Close(fit.Estimate, row.Beta, 1e-12);
        Close(fit.Lower, row.Lower, 1e-9);
        Close(fit.P, row.Significance.Value, 1e-9);
        Assert.Equal((i.Count(Case), "site [new vs a]"), (row.Cases, row.Exposure));
    }

    [Fact]
    public void Run_FirthWithClusters_IsRefused() =>
        Assert.Contains(
            "independent",
            Assert
                .Throws<InputException>(() =>
                    AssociationStudy.Run(Table(), Logistic with { Family = AssociationFamily.Firth, Cluster = "patient" })
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Run_SeparatedWithClusters_SaysWhyThereIsNoTest()
    {
        var row = AssociationStudy.Run(Table(), Logistic with { Cluster = "patient" }).Rows.Single();
        Assert.True(double.IsNaN(row.Beta));
        Assert.Contains("knows no clusters", row.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OnePatientExposed_HasAnEffectButNoError()
    {
        var options = new AssociationOptions
        {
            Outcomes = ["x"],
            Exposures = ["lone"],
            Cluster = "patient",
        };
        var row = AssociationStudy.Run(Table(), options).Rows.Single();
        Assert.True(double.IsFinite(row.Beta) && double.IsNaN(row.StandardError) && double.IsNaN(row.Significance.Ln));
        Assert.Contains("alone decide the effect", row.Notes[0], StringComparison.Ordinal);
        Assert.Contains(
            AssociationStudy.Run(Table(), options with { Exposures = ["site"] }).Rows.Single().Notes,
            n => n.EndsWith("degrees of freedom", StringComparison.Ordinal)
        );
    }

    // No case at site "new".
    private static bool Case(int i) => i % 4 != 0 && i * 37 % 7 < 3;

    private string Table()
    {
        var path = _folder.File("t.csv");
        File.WriteAllText(
            path,
            "patient,case,x,site,lone\n"
                + string.Concat(
                    Enumerable
                        .Range(0, 60)
                        .Select(i =>
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"p{i / 5},{(Case(i) ? "yes" : "no")},{i * 29 % 31 + (Case(i) ? 5 : 0)},"
                                    + $"{(i % 4 == 0 ? "new" : "a")},{(i / 5 == 3 ? 1 : 0)}\n"
                            )
                        )
                )
        );
        return path;
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("dead", true)]
    [InlineData("0", false)]
    [InlineData("alive", false)]
    public void Run_EveryoneOrNobodyHasTheEvent_IsATimeAllTheSame(string word, bool seen)
    {
        double[] t = [3, 1, 4, 1, 5, 9, 2, 6],
            x = [2, 7, 1, 8, 2, 8, 1, 9];
        var rows = t.Zip(x, (a, b) => string.Create(CultureInfo.InvariantCulture, $"{a},{word},{b}\n"));
        File.WriteAllText(_folder.File("t.csv"), "t,e,x\n" + string.Concat(rows));
        var row = AssociationStudy
            .Run(
                _folder.File("t.csv"),
                new AssociationOptions
                {
                    Outcomes = ["e"],
                    Exposures = ["x"],
                    Time = "t",
                    Family = AssociationFamily.Cox,
                }
            )
            .Rows.Single();
        if (seen)
            Close(Cox.Fit(new CoxRows(t, [.. t.Select(_ => true)], [x])).Coefficients[0].Estimate, row.Beta, 1e-10);
        else
            Assert.StartsWith("no events", row.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NothingKnownOfTheExposure_SaysTooFewRows()
    {
        File.WriteAllText(_folder.File("t.csv"), "y,x,z\n1,NA,1\n2,NA,2\n4,NA,2\n3,NA,5\n");
        var options = new AssociationOptions
        {
            Outcomes = ["y"],
            Exposures = ["x"],
            Covariates = ["z"],
            Imputations = 5,
        };
        Assert.Equal("too few rows", AssociationStudy.Run(_folder.File("t.csv"), options).Rows.Single().Notes[0]);
    }

    [Fact]
    public void Run_NumberWhoseSquareIsNone_IsRefused()
    {
        File.WriteAllText(_folder.File("t.csv"), "y,x\n1,1\n1e308,2\n4,3\n3,5\n");
        var e = Assert.Throws<InputException>(() =>
            AssociationStudy.Run(_folder.File("t.csv"), new AssociationOptions { Outcomes = ["y"], Exposures = ["x"] })
        );
        Assert.Contains("in data row 2", e.Message, StringComparison.Ordinal);
    }
}
