using System.IO.Compression;
using GanCmri.Formats.Tables;
using GanCmri.Runtime;
using GanCmri.Statistics.Agreement;
using GanCmri.Statistics.Association;
using GanCmri.Statistics.Association.Reading;
using GanCmri.Statistics.Cohorts;
using GanCmri.Statistics.Meta;

namespace GanCmri.Tests.Statistics.Association.Reading;

/// <summary>meta, match, agree and groups read every form of table that associate reads.</summary>
public sealed class TableCellsTests : IDisposable
{
    private sealed record Person(string Id, string Ill, double Age, double Judge);

    private static readonly Person[] People =
    [
        new("a", "yes", 60, 61.5),
        new("b, c", "no", 63, 62),
        new("d", "no", 61, double.NaN),
        new("e", "yes", 40, 41),
        new("f", "no", 41, 41.5),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Saved(string form)
    {
        var path = _folder.File("people." + form);
        var table = new TableWriter<Person>()
            .Text("id", p => p.Id)
            .Text("ill", p => p.Ill)
            .Number("age", p => p.Age)
            .Number("judge", p => p.Judge);
        if (form == "xlsx")
            MiniExcelLibs.MiniExcel.SaveAs(
                path,
                People.Select(p => new
                {
                    id = p.Id,
                    ill = p.Ill,
                    age = p.Age,
                    judge = double.IsNaN(p.Judge) ? (double?)null : p.Judge,
                })
            );
        else if (form == "csv.gz")
        {
            table.Save(_folder.File("plain.csv"), People);
            using var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest);
            packed.Write(File.ReadAllBytes(_folder.File("plain.csv")));
        }
        else
            table.Save(path, People);
        return path;
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("csv.gz")]
    [InlineData("parquet")]
    [InlineData("xlsx")]
    public void Read_AnyForm_GivesTheSameCells(string form)
    {
        var (_, header, rows) = TableCells.Read(Saved(form), "age");
        Assert.Equal(["id", "ill", "age", "judge"], header);
        Assert.Equal(
            ["a|yes|60|61.5", "b, c|no|63|62", "d|no|61|", "e|yes|40|41", "f|no|41|41.5"],
            rows.Select(r => string.Join('|', header.Select(h => r[h])))
        );
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    [InlineData("xlsx")]
    public void MatchAndAgree_TakeAnyForm(string form)
    {
        var path = Saved(form);
        var matched = MatchedTable.Of(path, new MatchOptions { CaseColumn = "ill", On = [new MatchColumn("age", 2)] });
        Assert.Equal([1, 0, 1, 2, 2], matched.Sets.Set);
        Assert.Equal("b, c", matched.Rows[1]["id"]);
        Assert.Equal(4, AgreementTable.Of(path, ["age", "judge"], null, null, 0.95).Rows.Single().Reliability.Subjects);
    }

    [Fact]
    public void MetaAndGroups_TakeParquet()
    {
        new TableWriter<int>()
            .Text("phenotype", _ => "lv_area_mm2")
            .Text("exposure", _ => "age")
            .Number("beta", i => i)
            .Number("SE", _ => 0.5)
            .Save(_folder.File("oslo.parquet"), [2]);
        var read = StudyEstimate.Read([_folder.File("oslo.parquet")]).Single();
        Assert.Equal(("oslo", "lv_area_mm2", 2, 0.5), (read.Study, read.Phenotype, read.Beta, read.StandardError));
        new TableWriter<int>().Text("phenotype", _ => "y").Text("group", _ => "ventricle").Save(_folder.File("groups.parquet"), [1]);
        var groups = AssociationGroups.Read(_folder.File("groups.parquet"));
        Assert.Equal(
            "ventricle",
            groups.Of(
                new AssociationRow
                {
                    Phenotype = "y",
                    Exposure = "x",
                    Source = "",
                    Used = 1,
                }
            )
        );
    }

    [Fact]
    public void Read_ColumnIsNotThereOrTwice_IsRefused()
    {
        File.WriteAllText(_folder.File("t.csv"), "a,b,b\n1,2,3\n");
        Assert.Throws<InputException>(() => TableCells.Read(_folder.File("t.csv"), "c"));
        Assert.Throws<InputException>(() => TableCells.Read(_folder.File("t.csv"), "b"));
        Assert.Equal(["a"], TableCells.Read(_folder.File("t.csv"), "a").Header);
    }

    [Fact]
    public void Agree_ClusterMissingInARow_IsRefused()
    {
        File.WriteAllText(_folder.File("t.csv"), "p,a,b,x\np1,1,2,1\n,2,3,2\np2,3,4,4\np2,5,5,3\np3,1,2,2\n");
        var e = Assert.Throws<InputException>(() => AgreementTable.Of(_folder.File("t.csv"), ["a", "b"], "x", "p", 0.95));
        Assert.Contains("column 'p'", e.Message, StringComparison.Ordinal);
    }
}
