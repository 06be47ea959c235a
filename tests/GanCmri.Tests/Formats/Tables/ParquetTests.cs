using GanCmri.Formats.Tables;
using GanCmri.Formats.Tables.Parquet;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using Parquet;
using Parquet.Schema;

namespace GanCmri.Tests.Formats.Tables;

public sealed class ParquetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Save_Parquet_HasTypedColumnsUnitsAndNulls()
    {
        new TableWriter<Row>()
            .Text("subject", r => r.Name)
            .Number("lv_area_mm2", r => r.Area)
            .Count("n", r => r.N)
            .Vector("w", 2, r => r.W)
            .Save(_folder.File("t.parquet"), [new("=1+1", 0.1, 3, [1, 2]), new("b", double.NaN, null, [3, 4.5f])]);
        using var table = ParquetTable.Open(_folder.File("t.parquet"));
        Assert.Equal(
            [
                ("subject", CellKind.Text, ""),
                ("lv_area_mm2", CellKind.Number, "mm²"),
                ("n", CellKind.Whole, ""),
                ("w", CellKind.Vector, ""),
            ],
            table.Columns.Select(c => (c.Name, c.Kind, c.Unit))
        );
        Assert.Equal<string?[]>(["=1+1", "b"], table.Texts(0, table.Columns[0]));
        Assert.Equal([0.1, double.NaN], table.Numbers(0, table.Columns[1]));
        Assert.Equal<string?[]>(["3", null], table.Texts(0, table.Columns[2]));
        Assert.Equal(
            [
                [1f, 2f],
                [3f, 4.5f],
            ],
            table.Vectors(0, table.Columns[3])
        );
        Assert.Equal(["subject", "lv_area_mm2", "n", "w0", "w1"], table.FlatColumns.Select(c => c.Name));
        Assert.Equal([2, 4.5], table.Numbers(0, table.FlatColumns[4]));
    }

    [Fact]
    public void Save_MeasuredNumbers_AreTheSameInParquetAndCsv()
    {
        double[] given = [0.123456789, 2041.98765, 1e-6, -3.00005, double.NaN, 1234567.12345];
        var writer = new TableWriter<double>().Measured("lv_area_mm2", v => v);
        writer.Save(_folder.File("t.parquet"), given);
        writer.Save(_folder.File("t.csv"), given);
        using var table = ParquetTable.Open(_folder.File("t.parquet"));
        var cells = File.ReadAllLines(_folder.File("t.csv"))[1..];
        Assert.Equal("0.1235", cells[0]);
        Assert.Equal(
            cells.Select(c => c is "" or "\"\"" ? double.NaN : double.Parse(c, System.Globalization.CultureInfo.InvariantCulture)),
            table.Numbers(0, table.Columns[0])
        );
    }

    [Fact]
    public void Save_ManyRows_AreSeveralRowGroups()
    {
        new TableWriter<int>().Count("i", i => i).Save(_folder.File("t.parquet"), Enumerable.Range(0, 70_000));
        using var table = ParquetTable.Open(_folder.File("t.parquet"));
        Assert.Equal([65_536L, 4_464L], table.RowGroups);
        Assert.Equal(65_536, table.Numbers(1, table.Columns[0])[0]);
    }

    [Fact]
    public void Save_ManyColumns_AreSmallerRowGroups()
    {
        new TableWriter<int>()
            .Count("i", i => i)
            .Vector("w", 511, _ => new float[511])
            .Save(_folder.File("t.parquet"), Enumerable.Range(0, 300));
        using var table = ParquetTable.Open(_folder.File("t.parquet"));
        Assert.Equal([256L, 44L], table.RowGroups);
    }

    [Fact]
    public async Task Open_EveryKindOfColumn_IsReadAsCsvWouldHaveIt()
    {
        DataField[] fields =
        [
            new DataField<bool?>("truth"),
            new DateTimeDataField("day", DateTimeFormat.Date),
            new DataField<decimal>("price"),
            new DataField<long>("id"),
            new DataField<float>("single"),
            new DataField<DateTime>("moment"),
        ];
        var skipped = new StructField("inner", new DataField<int>("x"));
        var schema = new ParquetSchema([.. fields, skipped]);
        await using (var stream = File.Create(_folder.File("t.parquet")))
        await using (var writer = await ParquetWriter.CreateAsync(schema, stream))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<bool>(fields[0], new bool?[] { true, null });
            await group.WriteAsync<DateTime>(fields[1], new DateTime[] { new(2020, 1, 2), new(2021, 12, 31) });
            await group.WriteAsync<decimal>(fields[2], new[] { 1.25m, -3m });
            await group.WriteAsync<long>(fields[3], new[] { 9007199254740993, 1 });
            await group.WriteAsync<float>(fields[4], new[] { 0.1f, float.NaN });
            await group.WriteAsync<DateTime>(fields[5], new DateTime[] { new(2020, 1, 2, 3, 4, 5), new(2020, 1, 2) });
            await group.WriteAllPartsAsync<int>(schema.DataFields[6], new[] { 1, 2 }, new[] { 1, 1 }, null, CancellationToken.None);
        }

        using var table = ParquetTable.Open(_folder.File("t.parquet"));
        string?[][] expected =
        [
            ["true", null],
            ["2020-01-02", "2021-12-31"],
            ["1.25", "-3"],
            ["9007199254740993", "1"],
            ["0.1", null],
            ["2020-01-02T03:04:05", "2020-01-02"],
        ];
        Assert.Equal(expected, table.Columns.Select(c => table.Texts(0, c)).ToArray());
        Assert.Equal([1, double.NaN], table.Numbers(0, table.Columns[0]));
        Assert.Equal([1.25, -3], table.Numbers(0, table.Columns[2]));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.95)]
    public void Open_FileCutShort_IsRefusedInOneLine(double share)
    {
        new TableWriter<int>().Count("i", i => i).Save(_folder.File("t.parquet"), Enumerable.Range(0, 1000));
        var bytes = File.ReadAllBytes(_folder.File("t.parquet"));
        File.WriteAllBytes(_folder.File("t.parquet"), bytes[..(int)(share * bytes.Length)]);
        var e = Assert.Throws<InputException>(() => ParquetTable.Open(_folder.File("t.parquet")));
        Assert.Contains("damaged", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnitSuffix_EveryPhenotype_TellsTheRegistrysUnit()
    {
        foreach (var phenotype in PhenotypeRegistry.All.Where(p => p.Unit is not ("" or "image unit")))
            Assert.Equal(phenotype.Unit, UnitSuffix.Of(phenotype.Name));
    }

    private sealed record Row(string Name, double Area, long? N, float[] W);
}
