using GanCmri.Tests.Statistics.Association;

namespace GanCmri.Cli.Tests.Verbs.Associate;

public sealed class ShardedAssociateTests : IDisposable
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

    [Fact]
    public async Task Associate_OtherNumbersOfThreads_AreOneRun()
    {
        string[] command =
        [
            "associate",
            _table.Save(),
            "--outcome",
            "y,age",
            "--exposure",
            "x",
            "--errors",
            "hc3",
            "--out",
            _folder.File("r.csv"),
        ];
        Assert.Equal(0, await App.RunAsync([.. command, "--jobs", "1", "--shard", "0/2"]));
        Assert.Equal(0, await App.RunAsync([.. command, "--jobs", "4", "--shard", "1/2"]));
        Assert.Equal(0, await App.RunAsync(["gather", _folder.File("r.csv")]));
        Assert.Equal(3, (await File.ReadAllLinesAsync(_folder.File("r.csv"))).Length);
    }

    [Theory]
    [InlineData("--permutations", "20")]
    [InlineData("--missing-report", "m.csv")]
    [InlineData("--margins", "m.csv")]
    [InlineData("--plots", "figures")]
    public async Task Associate_WhatAllTestsTogetherTell_IsRefusedInShards(string option, string value)
    {
        var given = option == "--permutations" ? value : _folder.File(value);
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
}
