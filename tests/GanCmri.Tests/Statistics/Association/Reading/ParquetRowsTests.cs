using System.Globalization;
using GanCmri.Formats.Tables;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;
using Parquet;
using Parquet.Schema;

namespace GanCmri.Tests.Statistics.Association.Reading;

public sealed class ParquetRowsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(AssociationFamily.Linear, false)]
    [InlineData(AssociationFamily.Logistic, false)]
    [InlineData(AssociationFamily.Linear, true)]
    public void Run_SameTableAsCsvAndParquet_GivesTheSameResults(AssociationFamily family, bool cluster)
    {
        using var made = new StudyTable(20_000);
        var options = new AssociationOptions
        {
            Outcomes = [family == AssociationFamily.Linear ? "y" : "disease"],
            Exposures = ["x", "site"],
            Covariates = ["age", "sex"],
            Family = family,
            Cluster = cluster ? "patient" : null,
        };
        double Cell(string[] r, int c) =>
            double.TryParse(r[c], NumberStyles.Float, CultureInfo.InvariantCulture, out var v) ? v : double.NaN;
        new TableWriter<string[]>()
            .Text("patient", r => r[1])
            .Number("y", r => Cell(r, 2))
            .Number("x", r => Cell(r, 3))
            .Number("age", r => Cell(r, 4))
            .Text("sex", r => r[5])
            .Text("site", r => r[6])
            .Text("disease", r => r[7])
            .Save(_folder.File("t.parquet"), made.Lines.Select(l => l.Split(',')));
        var (csv, parquet) = (made.Run(options), AssociationStudy.Run(_folder.File("t.parquet"), options));
        Assert.Equal(
            csv.Rows.Select(r => (r.Exposure, r.Beta, r.StandardError, r.Used, r.Missing)),
            parquet.Rows.Select(r => (r.Exposure, r.Beta, r.StandardError, r.Used, r.Missing))
        );
        Assert.Equal(csv.TableRows, parquet.TableRows);
    }

    [Fact]
    public void Run_TextOfNumbersMarksAndLists_FollowsTheRulesOfCsv()
    {
        new TableWriter<int>()
            .Text("y", i => i == 2 ? "NA" : $"{i * i}")
            .Number("x", i => i == 3 ? -99 : i)
            .Vector("pc", 2, i => new float[] { i % 3, i % 2 })
            .Save(_folder.File("t.parquet"), Enumerable.Range(0, 12));
        var row = AssociationStudy
            .Run(
                _folder.File("t.parquet"),
                new AssociationOptions
                {
                    Outcomes = ["y"],
                    Exposures = ["x"],
                    Covariates = ["pc0", "pc1"],
                    Missing = ["-99"],
                }
            )
            .Rows.Single();
        Assert.Equal((10, 2), (row.Used, row.Missing));
    }

    [Fact]
    public async Task Run_WholeNumbersSaidToBeLabels_AreLevels()
    {
        DataField[] fields = [new DataField<double>("y"), new DataField<int?>("centre")];
        await using (var stream = File.Create(_folder.File("t.parquet")))
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<double>(fields[0], new double[] { 1, 2, 3, 5, 4, 7 });
            await group.WriteAsync<int>(fields[1], new int?[] { 1, 1, 2, 2, 2, null });
        }

        var options = new AssociationOptions
        {
            Outcomes = ["y"],
            Exposures = ["centre"],
            Categorical = ["centre"],
        };
        var row = AssociationStudy.Run(_folder.File("t.parquet"), options).Rows.Single();
        Assert.Equal(("centre [2 vs 1]", 4 - 1.5, 5), (row.Exposure, row.Beta, row.Used));
    }

    [Fact]
    public void Run_InfiniteNumber_IsRefusedUnlessTheColumnIsNumeric()
    {
        var table = Infinite();
        var options = new AssociationOptions { Outcomes = ["y"], Exposures = ["x"] };
        Assert.Throws<InputException>(() => AssociationStudy.Run(table, options));
        var row = AssociationStudy.Run(table, options with { Numeric = ["x"] }).Rows.Single();
        Assert.Equal(1, row.Missing);
    }

    [Fact]
    public void Run_ColumnIsNotThere_NamesThoseThatAre()
    {
        new TableWriter<int>().Count("a", i => i).Count("b", i => i).Save(_folder.File("t.parquet"), [1, 2]);
        var e = Assert.Throws<InputException>(() =>
            AssociationStudy.Run(_folder.File("t.parquet"), new AssociationOptions { Outcomes = ["y"], Exposures = ["a"] })
        );
        Assert.Contains("columns a, b", e.Message, StringComparison.Ordinal);
    }

    private string Infinite()
    {
        var path = _folder.File("inf.parquet");
        DataField[] fields = [new DataField<double>("y"), new DataField<double>("x")];
        using var stream = File.Create(path);
        var writer = ParquetWriter.CreateAsync(new ParquetSchema(fields), stream).GetAwaiter().GetResult();
        using (var group = writer.CreateRowGroup())
        {
            group.WriteAsync<double>(fields[0], new double[] { 1, 2, 3, 5, 4 }).GetAwaiter().GetResult();
            group.WriteAsync<double>(fields[1], new double[] { 1, 2, double.PositiveInfinity, 4, 6 }).GetAwaiter().GetResult();
        }

        writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return path;
    }
}
