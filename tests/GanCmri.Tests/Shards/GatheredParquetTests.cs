using GanCmri.Formats.Tables;
using GanCmri.Formats.Tables.Parquet;
using GanCmri.Shards;

namespace GanCmri.Tests.Shards;

public sealed class GatheredParquetTests : IDisposable
{
    private const int Rows = 70_000,
        Unit = 7;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_UnitsOfThreeTables_GivesTheBytesOfOneTable()
    {
        Save("one.parquet", [.. Enumerable.Range(0, Rows)]);
        string[] tables = [.. Enumerable.Range(0, 4).Select(part => _folder.File($"{part}.parquet"))]; // the first is empty
        List<UnitRows>[] units = [.. tables.Select(_ => new List<UnitRows>())];
        List<int>[] rows = [.. tables.Select(_ => new List<int>())];
        foreach (var (place, unit) in Enumerable.Range(0, Rows).Chunk(Unit).Index())
        {
            var part = 1 + place * 31 % 3;
            units[part].Add(UnitRows.At(place, unit.Length));
            rows[part].AddRange(unit);
        }

        for (var part = 0; part < tables.Length; part++)
            Save(Path.GetFileName(tables[part]), rows[part]);
        GatheredParquet.Write(_folder.File("many.parquet"), tables, GatheredTable.Ordered(units));
        Assert.Equal(File.ReadAllBytes(_folder.File("one.parquet")), File.ReadAllBytes(_folder.File("many.parquet")));
        using var whole = ParquetTable.Open(_folder.File("many.parquet"));
        Assert.True(whole.RowGroups.Count > 2);
    }

    // An empty table does not know how long its lists would be.
    private void Save(string name, IReadOnlyCollection<int> rows) =>
        new TableWriter<int>()
            .Text("subject", i => i % 5 == 0 ? "" : $"S{i / Unit}, \"quoted\"\n")
            .Number("lv_area_mm2", i => i % 11 == 0 ? double.NaN : i / 3.0)
            .Count("frame", i => i % 13 == 0 ? null : i)
            .Vector("w", rows.Count == 0 ? 0 : 3, i => new float[] { i, -i, 0.1f * i })
            .Save(_folder.File(name), rows);
}
