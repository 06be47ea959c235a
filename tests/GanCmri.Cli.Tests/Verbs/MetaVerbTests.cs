namespace GanCmri.Cli.Tests.Verbs;

public sealed class MetaVerbTests : IDisposable
{
    private const string Head = "phenotype,exposure,beta,SE,lower,upper,p,log10p,q,n_total,source\n";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Write(string name, string rows)
    {
        File.WriteAllText(_folder.File(name), Head + rows);
        return _folder.File(name);
    }

    private string[][] Read(string name) => [.. File.ReadAllLines(_folder.File(name)).Select(l => l.Split(','))];

    [Fact]
    public async Task Meta_TwoSites_ArePooledTestByTest()
    {
        string a = Write("a.csv", "y,x,1,0.5,0,2,0.04,-1.4,0.04,50,\nz,x,1,0.5,0,2,0.04,-1.4,0.04,50,\n"),
            b = Write("b.csv", "y,x,2,0.5,1,3,0.0001,-4,0.0001,60,\n");
        Assert.Equal(0, await App.RunAsync(["meta", a, b, "--out", _folder.File("m.csv")]));
        var rows = Read("m.csv");
        Assert.Equal(["y", "x", "2", "110", "1.5"], rows[1][..5]);
        Assert.Equal(["z", "x", "1", "50", ""], rows[2][..5]);
        Assert.Contains("gancmri meta", await File.ReadAllTextAsync(_folder.File("m.run.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Meta_Compare_SaysWhatIsReplicated()
    {
        string a = Write(
                "a.csv",
                "y,x,1,0.2,0.6,1.4,6e-7,-6.2,1e-6,50,\nz,x,1,0.2,0.6,1.4,6e-7,-6.2,1e-6,50,\nv,x,0.1,0.2,-0.3,0.5,0.6,-0.2,0.6,50,\n"
            ),
            b = Write("b.csv", "y,x,0.75,0.2,0.35,1.15,6e-5,-4.2,1e-4,60,\nz,x,-0.5,0.2,-0.9,-0.1,0.01,-2,0.02,60,\n");
        Assert.Equal(0, await App.RunAsync(["meta", a, b, "--compare", "--out", _folder.File("c.csv")]));
        var rows = Read("c.csv");
        int place = System.Array.IndexOf(rows[0], "replicated"),
            difference = System.Array.IndexOf(rows[0], "difference");
        Assert.Equal(["yes", "no", ""], rows.Skip(1).Select(r => r[place]));
        Assert.StartsWith("-0.25", rows[1][difference], StringComparison.Ordinal);
        Assert.StartsWith("-1.5", rows[2][difference], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Meta_RealAndSyntheticOfOneFile_AreComparedNotPooled()
    {
        var one = Write("one.csv", "y,x,1,0.2,0.6,1.4,6e-7,-6.2,1e-6,50,real\ny,x,0.7,0.1,0.5,0.9,1e-10,-10,1e-9,500,synthetic\n");
        Assert.Equal(2, await App.RunAsync(["meta", one, "--out", _folder.File("m.csv")]));
        Assert.Equal(0, await App.RunAsync(["meta", one, "--compare", "--out", _folder.File("c.csv")]));
        Assert.Contains("one (real),one (synthetic)", (await File.ReadAllLinesAsync(_folder.File("c.csv")))[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Options":{"Family":"Linear","InverseNormal":false}}""", 0)]
    [InlineData("""{"Options":{"Family":"Linear","InverseNormal":true}}""", 2)]
    [InlineData("""{"Options":{"Family":"Cox","InverseNormal":false}}""", 2)]
    [InlineData("""{"Options":[]}""", 0)] // another file of that name
    public async Task Meta_RecordsThatTellOfOtherModels_AreRefused(string record, int code)
    {
        string a = Write("a.csv", "y,x,1,0.5,0,2,0.04,-1.4,0.04,50,\n"),
            b = Write("b.csv", "y,x,2,0.5,1,3,0.0001,-4,0.0001,60,\n");
        await File.WriteAllTextAsync(_folder.File("a.run.json"), """{"Options":{"Family":"Linear","InverseNormal":false}}""");
        await File.WriteAllTextAsync(_folder.File("b.run.json"), record);
        Assert.Equal(code, await App.RunAsync(["meta", a, b, "--out", _folder.File("m.csv")]));
    }

    [Fact]
    public async Task Meta_OneStudyUnderTwoNames_IsRefused()
    {
        const string Rows = "y,x,1,0.5,0,2,0.04,-1.4,0.04,50,\n";
        Assert.Equal(2, await App.RunAsync(["meta", Write("a.csv", Rows), Write("b.csv", Rows), "--out", _folder.File("m.csv")]));
    }

    [Theory]
    [InlineData("phenotype,exposure\ny,x\n")] // no results
    [InlineData(Head + "y,x,1,0.5,0,2,0.04,-1.4,0.04,50,\ny,x,1,0.5,0,2,0.04,-1.4,0.04,50,\n")] // a test twice
    [InlineData(Head + "w,x,1,0.5,0,2,0.04,-1.4,0.04,50,\n")] // none in common
    public async Task Meta_OtherFiles_AreRefused(string content)
    {
        var a = Write("a.csv", "y,x,1,0.5,0,2,0.04,-1.4,0.04,50,\n");
        await File.WriteAllTextAsync(_folder.File("b.csv"), content);
        Assert.Equal(2, await App.RunAsync(["meta", a, _folder.File("b.csv"), "--out", _folder.File("m.csv")]));
        Assert.False(File.Exists(_folder.File("m.csv")));
    }
}
