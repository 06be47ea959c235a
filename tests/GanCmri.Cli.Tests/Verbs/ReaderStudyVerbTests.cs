using GanCmri.Tests.Studies.ReaderStudies;

namespace GanCmri.Cli.Tests.Verbs;

public sealed class ReaderStudyVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task MakeThenScore_APerfectReader_IsRightEveryTime()
    {
        var (store, models) = (StudySources.Store(_folder.File("store"), 8, 2), StudySources.Models(_folder.File("models")));
        Assert.Equal(
            0,
            await Run(
                "make",
                "--real",
                store,
                "--seeds",
                "0-7",
                "--models",
                models,
                "--device",
                "cpu",
                "--out",
                _folder.File("study.html"),
                "--key",
                _folder.File("key.csv")
            )
        );
        var real = File.ReadAllLines(_folder.File("key.csv")).Skip(1).Select(l => l.Split(',')).Where(c => c[5] == "real").ToArray();
        Assert.Equal(8, real.Length);
        File.WriteAllLines(_folder.File("a.csv"), ["reader,item,answer,response_ms", .. real.Select(c => $"r1,{c[2]},{c[3]},1200")]);
        Assert.Equal(0, await Run("score", _folder.File("a.csv"), "--key", _folder.File("key.csv"), "--out", _folder.File("score.csv")));
        Assert.Equal("reader,measure,source,estimate,lower,upper,n,p", File.ReadLines(_folder.File("score.csv")).First());
        Assert.Contains("r1,accuracy,,1,0.63", File.ReadAllText(_folder.File("score.csv")), StringComparison.Ordinal);
        Assert.DoesNotContain("PERSON", File.ReadAllText(_folder.File("study.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Power_WritesTheTable()
    {
        Assert.Equal(0, await Run("power", "--pairs", "40", "80", "--readers", "1", "--accuracy", "0.7", "--out", _folder.File("p.csv")));
        var rows = File.ReadAllLines(_folder.File("p.csv"));
        Assert.Equal(3, rows.Length);
        Assert.StartsWith("40,1,40,0.7,0.70325", rows[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("make", "--real", "nowhere", "--seeds", "0-3")]
    [InlineData("make", "--real", "nowhere")]
    [InlineData("make", "--real", "nowhere", "--seeds", "0-3", "--task", "triples")]
    [InlineData("make", "--real", "nowhere", "--seeds", "0-3", "--psi", "2")]
    [InlineData("make", "--real", "nowhere", "--seeds", "0,0")]
    [InlineData("score", "nowhere.csv", "--key", "nowhere.csv")]
    [InlineData("power", "--accuracy", "0.5")]
    [InlineData("power", "--pairs", "0")]
    [InlineData("power", "--pairs", "100000", "--readers", "2")]
    public async Task BadInput_EndsWithTwoAndWritesNothing(params string[] args)
    {
        string[] files =
            args[0] == "make"
                ? ["--out", _folder.File("study.html"), "--key", _folder.File("key.csv")]
                : ["--out", _folder.File("out.csv")];
        Assert.Equal(App.BadInput, await Run([.. args, .. files]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Make_KeyThatIsThePageOrThatScoreCannotRead_IsRefused()
    {
        foreach (var key in (string[])["a", "key.parquet"])
            Assert.Equal(
                App.BadInput,
                await Run("make", "--real", "x", "--seeds", "0-3", "--out", _folder.File("a"), "--key", _folder.File(key))
            );
    }

    private static Task<int> Run(params string[] args) => App.RunAsync(["reader-study", .. args]);
}
