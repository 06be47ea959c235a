using GanCmri.Cli;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;
using GanCmri.Tests.Cli.Verbs;

namespace GanCmri.Tests.Statistics.Association;

public sealed class TestShareTests : IDisposable
{
    private readonly StudyTable _table = new(300);
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _table.Dispose();
        _folder.Dispose();
    }

    // All rows, however often: two phenotypes whose models differ, categories with joint tests, p of every size and cells without one.
    [Theory]
    [InlineData("disease", "--family", "firth")]
    [InlineData("disease", "--family", "logistic", "--profile")]
    [InlineData("y,age,flat", "--cluster", "patient")]
    [InlineData("age,y", "--errors", "hc3")]
    [InlineData("y,age", "--impute", "3")]
    [InlineData("y,age", "--inverse-normal")]
    [InlineData("y,age", "--inverse-normal", "--impute", "3")]
    public async Task Associate_ModelsThatNeedTheirRows_ShardedByPhenotypeAreOneRun(string outcomes, params string[] model)
    {
        var table = _table.Save();
        await new ShardedRuns(_folder).SameAsOneRun(
            3,
            "results.csv",
            place =>
                [
                    "associate",
                    table,
                    "--outcome",
                    outcomes,
                    "--exposure",
                    "x,site,spline(x,3)",
                    "--covariates",
                    "sex",
                    "--out",
                    place("results.csv"),
                    "--html",
                    place("page.html"), // has the standardised effects
                    .. model,
                ]
        );
    }

    [Theory]
    [InlineData("--permutations", "20")]
    [InlineData("--missing-report", "m.csv")]
    [InlineData("--margins", "m.csv")]
    public async Task Associate_WhatAllTestsTogetherTell_IsRefusedInShards(string option, string value)
    {
        var given = value.EndsWith(".csv", StringComparison.Ordinal) ? _folder.File(value) : value;
        var exit = await App.RunAsync([
            "associate",
            _table.Save(),
            "--outcome",
            "y",
            "--exposure",
            "x",
            "--out",
            _folder.File("r.csv"),
            option,
            given,
            "--shard",
            "0/2",
        ]);
        Assert.Equal(2, exit);
        Assert.False(File.Exists(_folder.File("r.csv")));
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSameToTheBit()
    {
        var options = new AssociationOptions
        {
            Outcomes = ["y"],
            Exposures = ["x", "site"],
            Cluster = "patient",
        };
        var share = TestShare.Of([_table.Save()], options, _ => true, null, default);
        using var stream = new MemoryStream();
        share.Write(stream);
        stream.Position = 0;
        var read = TestShare.Read(stream);
        Assert.Equal(share.Rows.Select(Numbers), read.Rows.Select(Numbers));
        Assert.All(read.Rows, r => Assert.True(double.IsFinite(r.Standardiser)));
        Assert.Equal(share.TableRows, read.TableRows);

        static object Numbers(AssociationRow r) =>
            (r.Beta, r.Lower, r.Significance, r.Joint?.Significance, r.BetaPerSd, r.BetaStandardised, r.Standardiser);
    }
}
