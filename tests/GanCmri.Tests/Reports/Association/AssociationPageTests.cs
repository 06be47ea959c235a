using System.Text.Json;
using System.Text.RegularExpressions;
using GanCmri.Reports.Association;
using GanCmri.Reports.Html;
using GanCmri.Statistics;
using GanCmri.Statistics.Association;

namespace GanCmri.Tests.Reports.Association;

public partial class AssociationPageTests
{
    private static AssociationTable Table(int rows) =>
        new(
            [
                .. Enumerable
                    .Range(0, rows)
                    .Select(i => new AssociationRow
                    {
                        Phenotype = i == 0 ? "</script><b>" : $"phenotype {i / 10}",
                        Exposure = $"x{i % 10}",
                        Source = "",
                        Group = i % 2 == 0 ? "left" : "right",
                        Beta = Math.Sin(i),
                        StandardError = 1,
                        Lower = Math.Sin(i) - 2,
                        Upper = Math.Sin(i) + 2,
                        Significance = PValue.From(1 / (i + 2.0)),
                        Q = 0.5,
                        Used = 100 + i,
                        Notes = ["case: yes"],
                    }),
            ],
            ["a note <i>"],
            [],
            100
        );

    private static JsonElement Data(string html) => JsonDocument.Parse(DataBlock().Match(html).Groups[1].Value).RootElement;

    [Fact]
    public void Html_HoldsEveryTestAndFetchesNothing()
    {
        var html = AssociationPage.Html(Table(40), "Associations of <table>");
        var data = Data(html);
        Assert.Equal(40, data.GetProperty("rows").GetArrayLength());
        Assert.Equal("</script><b>", data.GetProperty("phenotypes")[0].GetString());
        Assert.Equal(["left", "right"], data.GetProperty("groups").EnumerateArray().Select(g => g.GetString()));
        Assert.Equal(139, data.GetProperty("rows")[39][9].GetInt32());
        Assert.DoesNotContain("</script><b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("note <i>", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(
            "(?:src|href)=|url\\((?!data:)|https?://",
            html[..html.LastIndexOf("<script>", StringComparison.Ordinal)].Replace("http-equiv", "", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Html_TellsLevelAndStandardiserAndRepeatsNoNoteOfTheStudy()
    {
        var table = Table(2);
        var row = table.Rows[1] with { Standardiser = .25, Notes = ["", "a note <i>", "its own"] };
        var data = Data(AssociationPage.Html(table with { Rows = [row], Level = .9 }, "t"));
        Assert.Equal(.9, data.GetProperty("level").GetDouble());
        Assert.Equal(.25, data.GetProperty("rows")[0][12].GetDouble());
        Assert.Equal("its own", data.GetProperty("remarks")[0].GetString());
    }

    [Fact]
    public void Html_TellsRowsOfALevelAndTheTermsQ_WhereThereAreSome()
    {
        var table = Table(2);
        var rows = new[] { table.Rows[0] with { JointQ = .03, LevelRows = 17 }, table.Rows[1] };
        var told = Data(AssociationPage.Html(table with { Rows = rows }, "t")).GetProperty("rows");
        Assert.Equal((.03, 17), (told[0][14].GetDouble(), told[0][15].GetInt32()));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (told[1][14].ValueKind, told[1][15].ValueKind));
    }

    [Theory]
    [InlineData("lv_area_mm2", "LV area (mm²)", "Left ventricle")]
    [InlineData("lv_area_mm2_judged", "LV area, judged (mm²)", "Left ventricle")]
    [InlineData("sphericity_index_judged", "LV sphericity index, judged", "Left ventricle")]
    [InlineData("lv_fac_percent_target", "LVFAC, target (%)", "Left ventricle")]
    [InlineData("mood_judged", "mood_judged", "Other")]
    public void Html_NamesColumnsOfCohortsByTheirPhenotype(string column, string label, string group)
    {
        var table = Table(2);
        var data = Data(AssociationPage.Html(table with { Rows = [table.Rows[1] with { Phenotype = column, Group = "" }] }, "t"));
        Assert.Equal(label, data.GetProperty("labels")[0].GetString());
        Assert.Equal(group, data.GetProperty("groups")[0].GetString());
    }

    [Fact]
    public void Html_RunsItsOwnScriptOnly()
    {
        var html = AssociationPage.Html(Table(1), "t");
        var allowed = Allowed().Match(html).Groups[1].Value;
        var script = html[
            (html.LastIndexOf("<script>", StringComparison.Ordinal) + 8)..html.LastIndexOf("</script>", StringComparison.Ordinal)
        ];
        Assert.Equal(
            allowed,
            Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(script)))
        );
    }

    [Fact]
    public void Html_OfManyTests_StaysBelowFiveMegabytes()
    {
        var html = AssociationPage.Html(Table(40_000), "t");
        Assert.InRange(html.Length, 1_000_000, 5_000_000);
        Assert.Contains("30000 strongest of 40000", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Script_AsksForNothing() => Assert.DoesNotMatch("document\\.write|fetch\\(|XMLHttpRequest|eval\\(|import ", HtmlScript.Text);

    // Preact can write markup, so what it is told to draw is looked at instead.
    [Fact]
    public void Sources_WriteNoMarkup()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GanCmri.sln")))
            folder = Path.GetDirectoryName(folder)!;
        string[] sources =
        [
            .. Directory.EnumerateFiles(Path.Combine(folder, "src", "GanCmri.Studio", "web", "src"), "*.ts*", SearchOption.AllDirectories),
        ];
        Assert.NotEmpty(sources);
        Assert.All(sources, file => Assert.DoesNotMatch("innerHTML|InnerHTML|document\\.write|eval\\(", File.ReadAllText(file)));
    }

    [GeneratedRegex("<script type=\"application/json\" id=\"view1\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex DataBlock();

    [GeneratedRegex("script-src 'sha256-([^']+)'")]
    private static partial Regex Allowed();
}
