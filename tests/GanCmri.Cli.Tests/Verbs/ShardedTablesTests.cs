using System.Globalization;
using GanCmri.Formats.Tables;
using GanCmri.Shards;

namespace GanCmri.Cli.Tests.Verbs;

/// <summary>An association study of a run in shards, not gathered, is that of its gathered table.</summary>
public sealed class ShardedTablesTests : IDisposable
{
    private const int Parts = 4,
        PartRows = 60;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(".parquet", "linear", "lv_area_mm2,lv_fac_percent")]
    [InlineData(".csv", "linear", "lv_area_mm2,lv_fac_percent")]
    [InlineData(".parquet", "logistic", "case,other")]
    [InlineData(".parquet", "firth", "case,other")]
    public async Task Associate_ShardsOfARun_GivesTheResultsOfTheirTable(string ending, string family, string outcomes)
    {
        foreach (var part in Enumerable.Range(0, Parts))
            Do(part, ending);
        Save(_folder.File("whole" + ending), Enumerable.Range(1, Parts - 1).SelectMany(Rows));
        string[] Command(string table, string result) =>
            [
                "associate",
                _folder.File(table),
                "--outcome",
                outcomes,
                "--exposure",
                "age",
                "--covariates",
                "sex",
                "--family",
                family,
                "--out",
                _folder.File(result),
            ];
        Assert.Equal(0, await App.RunAsync(Command("whole" + ending, "one.csv")));
        Assert.Equal(0, await App.RunAsync(Command($"p{ending}.shards", "direct.csv")));
        var mapped = Command($"p{ending}.shards", "reduced.csv");
        Assert.Equal(0, await App.RunAsync([.. mapped, "--shard", "1/2"]));
        Assert.Equal(0, await App.RunAsync([.. mapped, "--shard", "0/2"]));
        Assert.Equal(0, await App.RunAsync(["gather", _folder.File("reduced.csv")]));
        Assert.Equal(3, File.ReadAllLines(_folder.File("one.csv")).Length);
        foreach (var other in new[] { "direct.csv", "reduced.csv" })
            Same("one.csv", other);
    }

    [Fact]
    public async Task Associate_AShardMissing_NamesItAndWritesNothing()
    {
        foreach (var part in new[] { 0, 1, 3 })
            Do(part, ".parquet");
        var said = new StringWriter();
        var error = Console.Error;
        Console.SetError(said);
        try
        {
            Assert.Equal(
                App.BadInput,
                await App.RunAsync([
                    "associate",
                    _folder.File("p.parquet.shards"),
                    "--outcome",
                    "lv_area_mm2",
                    "--exposure",
                    "age",
                    "--out",
                    _folder.File("r.csv"),
                ])
            );
        }
        finally
        {
            Console.SetError(error);
        }

        Assert.Contains("missing: 2", said.ToString());
        Assert.False(File.Exists(_folder.File("r.csv")));
    }

    // Beside the table of frames lies one of cines, with other columns.
    private void Do(int number, string ending)
    {
        var none = new Dictionary<string, string>();
        var part = new ShardPart(
            _folder.File("p" + ending),
            new Shard(number, Parts),
            new ShardKey("measure", Parts, none, none, none),
            ["measure"]
        );
        part.Do(() =>
        {
            var rows = number == 0 ? [] : Rows(number).ToArray();
            Save(part.FileOf(ending), rows);
            part.AddTable(ending, rows.Length == 0 ? [] : [UnitRows.At(number, rows.Length)]);
            new TableWriter<int>().Count("cine", i => i).Save(part.FileOf(".cines" + ending), [1, 2]);
            part.AddTable(".cines" + ending, [UnitRows.At(number, 2)]);
        });
    }

    private static IEnumerable<Row> Rows(int part)
    {
        var random = new Random(part);
        return Enumerable
            .Range(0, PartRows)
            .Select(_ => (Age: 40 + 30 * random.NextDouble(), Noise: random.NextDouble(), Sex: random.Next(2), Luck: random.NextDouble()))
            .Select(x => new Row(
                x.Age,
                x.Sex == 0 ? "f" : "m",
                1500 - 4 * x.Age + 90 * x.Noise,
                60 - x.Age / 8 + 9 * x.Luck,
                x.Age / 70 + x.Noise > 1.2 ? 1 : 0,
                x.Luck + x.Sex * 0.2 > 0.6 ? 1 : 0
            ));
    }

    private static void Save(string path, IEnumerable<Row> rows) =>
        new TableWriter<Row>()
            .Number("age", r => r.Age)
            .Text("sex", r => r.Sex)
            .Number("lv_area_mm2", r => r.Area)
            .Number("lv_fac_percent", r => r.Fac)
            .Count("case", r => r.Case)
            .Count("other", r => r.Other)
            .Save(path, rows);

    private void Same(string one, string other)
    {
        string[][] expected = Cells(one),
            found = Cells(other);
        Assert.Equal(expected.Length, found.Length);
        for (var row = 0; row < expected.Length; row++)
        for (var cell = 0; cell < expected[row].Length; cell++)
            if (double.TryParse(expected[row][cell], CultureInfo.InvariantCulture, out var number))
                Assert.Equal(number, double.Parse(found[row][cell], CultureInfo.InvariantCulture), 1e-9 * Math.Abs(number));
            else
                Assert.Equal(expected[row][cell], found[row][cell]);
    }

    private string[][] Cells(string table)
    {
        using var text = TableText.Open(_folder.File(table), "results");
        return [.. text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(','))];
    }

    private sealed record Row(double Age, string Sex, double Area, double Fac, int Case, int Other);
}
