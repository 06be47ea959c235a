namespace GanCmri.Cli.Tests;

/// <summary>What a verb writes never takes the place of what it reads, or of something else it writes.</summary>
public sealed class OutputPlacesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _table,
        _pictures;

    public OutputPlacesTests()
    {
        (_table, _pictures) = (_folder.File("d.csv"), _folder.File("pictures"));
        Directory.CreateDirectory(_pictures);
        File.WriteAllText(Path.Combine(_pictures, "1.png"), "a picture");
        File.WriteAllLines(
            _table,
            ["id,case,y,age,severity", .. Enumerable.Range(0, 60).Select(i => $"{i},{i % 2},{i * i % 17},{40 + i % 23},{Severity(i)}")]
        );
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("associate T --outcome y --exposure age --out T")]
    [InlineData("associate T --outcome y --exposure age --out R --margins T")]
    [InlineData("associate T --outcome y --exposure age --out R --html T")]
    [InlineData("associate T --outcome y --exposure age --out R --margins R")]
    [InlineData("associate T --outcome y --exposure age --out R.xlsx")]
    [InlineData("associate T --outcome y --exposure age --out R --html /proc/x.html")]
    [InlineData("associate T --outcome y --exposure age --out R --plots T")]
    [InlineData("associate T T --outcome y --exposure age --out R")]
    [InlineData("match T --case-column case --on age:5 --out T")]
    [InlineData("match T --case-column case --on age:5,age:1 --out R")]
    [InlineData("match T --case-column case --on case --out R")]
    [InlineData("agree T --columns y,age --out T")]
    [InlineData("agree T --columns y,age --out R --plots T")]
    [InlineData("meta T --out T")]
    [InlineData("measure --data T --out T")]
    [InlineData("measure --data D --out D/frames.csv")]
    [InlineData("measure --data D --out D/1.png")]
    [InlineData("measure --data D --out R --subjects R")]
    [InlineData("measure --data D --segmenter T --out T")]
    [InlineData("dataset --data D --out D")]
    [InlineData("generate --network T --seeds 0 --latents T --out T")]
    [InlineData("associate T --outcome y --exposure age --out /dev/null")]
    public async Task Run_OutputInTheWay_EndsWithCodeTwoAndChangesNothing(string command)
    {
        var before = await File.ReadAllBytesAsync(_table);
        string[] words =
        [
            .. command
                .Split(' ')
                .Select(w =>
                    w switch
                    {
                        "T" => _table,
                        "R" => _folder.File("r.csv"),
                        ['D', ..] => Path.Combine(_pictures, w[1..].TrimStart('/')),
                        _ => w,
                    }
                ),
        ];
        words = [.. words.Select(w => w == "R.xlsx" ? _folder.File("r.xlsx") : w)];
        Assert.Equal(2, await App.RunAsync(words));
        Assert.Equal(before, await File.ReadAllBytesAsync(_table));
        Assert.Equal(["d.csv"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
        Assert.Equal(["1.png"], Directory.GetFiles(_pictures).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Match_OfAMatchedTable_SaysSo()
    {
        string[] Match(string table, string output) => ["match", table, "--case-column", "case", "--on", "age:5", "--out", output];
        Assert.Equal(0, await App.RunAsync(Match(_table, _folder.File("once.csv"))));
        Assert.Equal(2, await App.RunAsync(Match(_folder.File("once.csv"), _folder.File("twice.csv"))));
        Assert.False(File.Exists(_folder.File("twice.csv")));
    }

    [Fact]
    public async Task Associate_ALevelNamedNone_IsALevelWhereItIsNamed()
    {
        var result = _folder.File("r.csv");
        Assert.Equal(
            0,
            await App.RunAsync([
                "associate",
                _table,
                "--outcome",
                "severity",
                "--exposure",
                "age",
                "--family",
                "ordinal",
                "--order",
                "None,Mild,Severe",
                "--out",
                result,
            ])
        );
        var lines = await File.ReadAllLinesAsync(result);
        Assert.Equal("60", lines[1].Split(',')[Array.IndexOf(lines[0].Split(','), "n_total")]);
    }

    [Fact]
    public async Task Meta_OfADifferenceAndALogOdds_SaysSo()
    {
        foreach (var family in new[] { "linear", "logistic" })
            Assert.Equal(
                0,
                await App.RunAsync([
                    "associate",
                    _table,
                    "--outcome",
                    "case",
                    "--exposure",
                    "age",
                    "--family",
                    family,
                    "--out",
                    _folder.File(family + ".csv"),
                ])
            );
        Assert.Equal(
            2,
            await App.RunAsync(["meta", _folder.File("linear.csv"), _folder.File("logistic.csv"), "--out", _folder.File("meta.csv")])
        );
        Assert.False(File.Exists(_folder.File("meta.csv")));
    }

    private static string Severity(int i) =>
        ((i + i / 7) % 3) switch
        {
            0 => "None",
            1 => "Mild",
            _ => "Severe",
        };
}
