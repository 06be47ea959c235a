using GanCmri.Formats.Tables;
using GanCmri.Runtime;
using GanCmri.Statistics.Association;

namespace GanCmri.Tests.Statistics.Association;

public sealed class JoinedTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Written(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return _folder.File(name);
    }

    [Fact]
    public void JoinedTable_KeysOfTwoNames_PutsTheClinicsColumnsBesideEveryFrame()
    {
        var frames = Written("frames.csv", "subject,area\nP1,10\nP1,11\nP2,20\nP9,30\n");
        var clinic = Written("clinic.csv", "id;age;area\nP2;50;x\nP1;40;y\nP7;70;z\n");
        using var joined = new JoinedTable(frames, clinic, "subject=id");
        Assert.Equal("subject,area,age\nP1,10,40\nP1,11,40\nP2,20,50\nP9,30,\n", File.ReadAllText(joined.File));
        Assert.Contains("3 of 4 rows have a partner, 1 have none", joined.Notes[0], StringComparison.Ordinal);
        Assert.Contains("1 of 3 rows of the joined table are not used", joined.Notes[0], StringComparison.Ordinal);
        Assert.Contains("area", joined.Notes[1], StringComparison.Ordinal);
    }

    [Fact]
    public void JoinedTable_ParquetAndExcel_AreReadToo()
    {
        new TableWriter<int>().Text("subject", i => $"P{i}").Number("lv_area_mm2", i => i + 0.5).Save(_folder.File("m.parquet"), [1, 2, 3]);
        MiniExcelLibs.MiniExcel.SaveAs(
            _folder.File("clinic.xlsx"),
            new[]
            {
                new
                {
                    subject = "P1",
                    age = 40.5,
                    seen = new DateTime(2020, 1, 2),
                },
                new
                {
                    subject = "P3",
                    age = 60.0,
                    seen = new DateTime(2021, 5, 6),
                },
            }
        );
        using var joined = new JoinedTable(_folder.File("m.parquet"), _folder.File("clinic.xlsx"), "subject");
        Assert.Equal(
            "subject,lv_area_mm2,age,seen\nP1,1.5,40.5,2020-01-02\nP2,2.5,,\nP3,3.5,60,2021-05-06\n",
            File.ReadAllText(joined.File)
        );
    }

    [Fact]
    public void JoinedTable_KeyTwiceInTheClinicsTable_IsRefusedWithoutTellingTheId()
    {
        var e = Assert.Throws<InputException>(() =>
            new JoinedTable(Written("a.csv", "subject,y\nP1,1\n"), Written("b.csv", "id,age\nP1,40\nP2,41\nP1,42\n"), "subject=id")
        );
        Assert.Contains("data rows 1 and 3", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("P1", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subject=id", "id,age\n007,40\n", "leading zeros")]
    [InlineData("subject=ident", "id,age\nP1,40\n", "id, age")]
    [InlineData("who=id", "id,age\nP1,40\n", "subject, y")]
    public void JoinedTable_NothingToJoinBy_SaysWhatIsThere(string on, string clinic, string expected)
    {
        var e = Assert.Throws<InputException>(() => new JoinedTable(Written("a.csv", "subject,y\n7,1\n"), Written("b.csv", clinic), on));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Excel_GivesTheResultsOfItsCsv()
    {
        using var made = new StudyTable(60);
        var rows = made
            .Lines.Select(l => l.Split(','))
            .Select(c => new
            {
                y = Cell(c[2]),
                x = Cell(c[3]),
                site = c[6],
            })
            .ToArray();
        MiniExcelLibs.MiniExcel.SaveAs(_folder.File("t.xlsx"), rows);
        var options = new AssociationOptions { Outcomes = ["y"], Exposures = ["x", "site"] };
        Assert.Equal(
            made.Run(options).Rows.Select(r => (r.Exposure, r.Beta, r.Used)),
            AssociationStudy.Run(_folder.File("t.xlsx"), options).Rows.Select(r => (r.Exposure, r.Beta, r.Used))
        );
    }

    private static double? Cell(string text) => text == "NA" ? null : double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
