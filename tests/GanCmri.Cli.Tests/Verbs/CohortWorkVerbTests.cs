namespace GanCmri.Cli.Tests.Verbs;

public sealed class CohortWorkVerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Match_WritesSetsAndOverlap()
    {
        await File.WriteAllTextAsync(
            _folder.File("t.csv"),
            "id;ill;age\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"p{i};{(i % 4 == 0 ? "yes" : "no")};{50 + i % 10}\n"))
        );
        Assert.Equal(
            0,
            await App.RunAsync([
                "match",
                _folder.File("t.csv"),
                "--case-column",
                "ill",
                "--on",
                "age:3",
                "--controls",
                "2",
                "--out",
                _folder.File("m.csv"),
                "--plot",
                _folder.File("o.png"),
            ])
        );
        var lines = await File.ReadAllLinesAsync(_folder.File("m.csv"));
        Assert.Equal("id,ill,age,matched_set,matched_case,matched_weight", lines[0]);
        Assert.EndsWith(",1,yes,1", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",1,no,0.5", lines[2], StringComparison.Ordinal);
        Assert.True(new FileInfo(_folder.File("o.png")).Length > 1000);
        Assert.Equal(
            2,
            await App.RunAsync(["match", _folder.File("t.csv"), "--case-column", "ill", "--on", "age:x", "--out", _folder.File("n.csv")])
        );
        Assert.False(File.Exists(_folder.File("n.csv")));
    }

    [Fact]
    public async Task Agree_ThreeMeasurers_WritesPairsAndAll()
    {
        await File.WriteAllTextAsync(
            _folder.File("t.csv"),
            "a,b,c,age,patient\n"
                + string.Concat(
                    Enumerable
                        .Range(0, 20)
                        .Select(i => $"{100 + i},{101 + i + i % 3},{(i == 4 ? "NA" : $"{99 + i - i % 2}")},{40 + i % 7},p{i / 2}\n")
                )
        );
        Assert.Equal(
            0,
            await App.RunAsync([
                "agree",
                _folder.File("t.csv"),
                "--columns",
                "a,b,c",
                "--with",
                "age",
                "--cluster",
                "patient",
                "--out",
                _folder.File("r.csv"),
                "--plots",
                _folder.File("figures"),
            ])
        );
        var rows = (await File.ReadAllLinesAsync(_folder.File("r.csv"))).Select(l => l.Split(',')).ToArray();
        Assert.Equal(["a; b", "a; c", "b; c", "a; b; c"], rows.Skip(1).Select(r => r[0]));
        Assert.Equal(["20", "19", "19", "19"], rows.Skip(1).Select(r => r[1]));
        Assert.Equal(["n_clusters", "10", "10", "10", "10"], rows.Select(r => r[2]));
        Assert.StartsWith("1.9", rows[1][3], StringComparison.Ordinal);
        Assert.Equal(3, Directory.GetFiles(_folder.File("figures")).Length);
        Assert.Equal(
            "bias,bias_lower,bias_upper,sd,loa_lower,loa_lower_lower,loa_lower_upper,loa_upper,loa_upper_lower,loa_upper_upper",
            string.Join(',', rows[0][3..13])
        );
        Assert.All(rows[1..4], r => Assert.All(r[3..13], cell => Assert.NotEmpty(cell)));
        Assert.All(rows[4][3..13], Assert.Empty);
        var said = await Said("--cluster", "patient");
        Assert.Contains("n = 20 rows of 10 clusters", said, StringComparison.Ordinal);
        Assert.Matches(@"b less a: bias 1\.95 \(95 % CI .* to .*\); limits of agreement .* \(.* to .*\) to .* \(.* to .*\)", said);
        Assert.Contains("note: patient: 20 rows are of 10 subjects", await Said(), StringComparison.Ordinal);
        Assert.Equal(2, await App.RunAsync(["agree", _folder.File("t.csv"), "--columns", "a", "--out", _folder.File("s.csv")]));
        Assert.Equal(2, await App.RunAsync(["agree", _folder.File("t.csv"), "--columns", "a,patient", "--out", _folder.File("s.csv")]));
    }

    private async Task<string> Said(params string[] options)
    {
        var output = Console.Out;
        using var said = new StringWriter();
        Console.SetOut(said);
        try
        {
            Assert.Equal(
                0,
                await App.RunAsync(["agree", _folder.File("t.csv"), "--columns", "a,b", "--out", _folder.File("q.csv"), .. options])
            );
        }
        finally
        {
            Console.SetOut(output);
        }

        return said.ToString();
    }
}
