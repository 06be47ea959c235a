using System.Globalization;
using System.Text;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;

namespace GanCmri.Tests.Statistics.Association;

public sealed class SummedStudyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private readonly AssociationOptions _options = new()
    {
        Outcomes = ["y1", "y2"],
        Exposures = ["x1", "group"],
        Covariates = ["x2", "centre"],
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(9)]
    public void Join_SumsOfTables_GivesOnePassOverAllRows(int parts)
    {
        var tables = Tables(5, rows: 200);
        var whole = AssociationStudy.Run(tables, _options);
        var joined = SummedStudy.Join(
            Enumerable.Range(0, parts).Select(i => SummedStudy.Of([.. tables.Where((_, t) => t % parts == i)], _options, null, default)),
            _options
        );
        Assert.Equal(whole.TableRows, joined.TableRows);
        Assert.Equal(whole.Notes, joined.Notes);
        Assert.Equal(whole.Rows.Count, joined.Rows.Count);
        Assert.All(
            whole.Rows.Zip(joined.Rows),
            pair =>
            {
                var (a, b) = pair;
                Assert.Equal(
                    (a.Phenotype, a.Exposure, a.Source, a.Used, a.Missing),
                    (b.Phenotype, b.Exposure, b.Source, b.Used, b.Missing)
                );
                Same(a.Beta, b.Beta);
                Same(a.Lower, b.Lower);
                Same(a.Significance.Ln, b.Significance.Ln);
                Same(a.Q, b.Q);
                Same(a.PartialR, b.PartialR);
                Same(a.BetaPerSd, b.BetaPerSd);
                Same(a.BetaStandardised, b.BetaStandardised);
                Same(a.Standardiser, b.Standardiser);
            }
        );
        Assert.All(joined.Rows, r => Assert.True(double.IsFinite(r.Standardiser)));
    }

    [Fact]
    public void Run_SeveralTables_GivesOneTableOfAllTheirRows()
    {
        var tables = Tables(4, rows: 50);
        File.WriteAllLines(_folder.File("all.csv"), tables.SelectMany((t, i) => File.ReadLines(t).Skip(i == 0 ? 0 : 1)));
        var (one, many) = (AssociationStudy.Run(_folder.File("all.csv"), _options), AssociationStudy.Run(_folder.File("tables"), _options));
        Assert.Equal(one.TableRows, many.TableRows);
        Assert.All(one.Rows.Zip(many.Rows), pair => Same(pair.First.Beta, pair.Second.Beta));
    }

    [Fact]
    public void Fits_ModelsThatNeedTheirRows_DoNot()
    {
        var table = Tables(1, rows: 20)[0];
        Assert.True(SummedStudy.Fits(_options, table));
        Assert.False(SummedStudy.Fits(_options with { Cluster = "centre", Covariates = [] }, table));
        Assert.False(SummedStudy.Fits(_options with { Exposures = ["x1:x2"] }, table));
    }

    [Fact]
    public void Of_Correlations_AreRefused() =>
        Assert.Contains(
            "--plots: expected no --shard beside it",
            Assert
                .Throws<InputException>(() => SummedStudy.Of(Tables(1, rows: 20), _options with { Correlations = true }, null, default))
                .Message
        );

    [Fact]
    public void Run_ATableWithoutAColumn_IsNamed()
    {
        Tables(2, rows: 5);
        File.WriteAllText(_folder.File("tables/t9.csv"), "y1,y2,x1,x2,synthetic\n1,2,3,4,no\n");
        Assert.Contains(
            "t9.csv, column 'group'",
            Assert.Throws<InputException>(() => AssociationStudy.Run(_folder.File("tables"), _options)).Message
        );
    }

    // As a table of measure, which has no synthetic frames, before that of a cohort.
    [Theory]
    [InlineData("y,x", "y,x,source", "b.csv", "expected column 'source'", "a.csv: ", "found none")]
    [InlineData("y,x,source", "y,x", "a.csv", "expected column 'source'", "b.csv: ", "found none")]
    [InlineData("y,x,source", "y,x,source,synthetic", "a.csv", "expected column 'source'", "b.csv: ", "found 'synthetic'")]
    public void Run_TablesOfWhichSomeTellRealFromSynthetic_AreRefused(string first, string second, params string[] said)
    {
        var options = new AssociationOptions { Outcomes = ["y"], Exposures = ["x"] };
        string[] tables = [Marked("a.csv", first), Marked("b.csv", second)];
        var error = Assert.Throws<InputException>(() => AssociationStudy.Run(tables, options)).Message;
        Assert.All(said, s => Assert.Contains(s, error, StringComparison.Ordinal));
        Assert.Throws<InputException>(() => SummedStudy.Of(tables, options, null, default));
        StudySums[] shards = [.. tables.Select(t => SummedStudy.Of([t], options, null, default))];
        Assert.Contains("tells real from synthetic", Assert.Throws<InputException>(() => SummedStudy.Join(shards, options)).Message);
    }

    [Fact]
    public void Run_TablesThatAllTellRealFromSynthetic_KeepThemApart()
    {
        var options = new AssociationOptions { Outcomes = ["y"], Exposures = ["x"] };
        string[] tables = [Marked("a.csv", "y,x,source"), Marked("b.csv", "source,y,x")];
        Assert.Equal(["real", "synthetic"], AssociationStudy.Run(tables, options).Rows.Select(r => r.Source));
    }

    private string Marked(string name, string header)
    {
        var columns = header.Split(',');
        string Cell(string column, int i) =>
            column switch
            {
                "y" => $"{i * 7 % 11}",
                "x" => $"{i}",
                "source" => i % 2 == 0 ? "real" : "synthetic",
                _ => i % 2 == 0 ? "no" : "yes",
            };
        File.WriteAllLines(
            _folder.File(name),
            [header, .. Enumerable.Range(0, 20).Select(i => string.Join(',', columns.Select(c => Cell(c, i))))]
        );
        return _folder.File(name);
    }

    private static void Same(double expected, double found)
    {
        Assert.Equal(double.IsFinite(expected), double.IsFinite(found));
        if (double.IsFinite(expected))
            Assert.InRange(Math.Abs(found - expected), 0, 1e-10 * Math.Max(1, Math.Abs(expected)));
    }

    // Means far from 0, cells missing, levels that come late and in another order, real and synthetic rows.
    private string[] Tables(int count, int rows)
    {
        Directory.CreateDirectory(_folder.File("tables"));
        var random = new Random(4);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(t =>
                {
                    var text = new StringBuilder("y1,y2,x1,x2,group,centre,synthetic\n");
                    for (var i = 0; i < rows; i++)
                    {
                        double x1 = 1e4 + random.NextDouble(),
                            x2 = random.NextDouble();
                        var group = "cbad"[(random.Next(3) + t) % 4];
                        text.Append(
                            CultureInfo.InvariantCulture,
                            $"{2 * x1 + x2 + random.NextDouble()},"
                                + $"{(i % 7 == 0 ? "NA" : (group - 'a' + random.NextDouble()).ToString(CultureInfo.InvariantCulture))},"
                                + $"{x1},{x2},{group},"
                                + $"{(t < 2 ? "north" : "south")}{i % 2},{(t % 2 == 0 && i % 3 == 0 ? "true" : "false")}\n"
                        );
                    }

                    File.WriteAllText(_folder.File($"tables/t{t}.csv"), text.ToString());
                    return _folder.File($"tables/t{t}.csv");
                }),
        ];
    }
}
