using System.Globalization;
using System.Text.RegularExpressions;
using GanCmri.Cli;
using GanCmri.Studio.Tests.Associations;
using Microsoft.Playwright;

namespace GanCmri.Studio.Tests.Pages;

/// <summary>What the page of associate shows is what its CSV has.</summary>
[Collection(StudioTests.Name)]
public sealed partial class AssociationFiguresTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [BrowserTheory]
    [InlineData("logistic")]
    [InlineData("cox", "--time", "years")]
    public async Task ModelsOfLogs_RatioAndInterval_AreThoseOfTheCsv(string family, params string[] more)
    {
        // Events are likelier with age.
        Write("event,years", (i, age) => $"{(age + i * 37 % 40 > 78 ? 1 : 0)},{1 + i * 13 % 50}");
        await Associate(["--outcome", "event", "--exposure", "age,sex", "--family", family, .. more]);
        var csv = File.ReadLines(_folder.File("r.csv")).Select(l => l.Split(',')).ToArray();
        await using var browser = await Browser.OpenFile(_folder.File("r.html"));
        var page = browser.Page;
        await page.Locator("svg.forest").WaitForAsync();
        Assert.StartsWith("Forest plot, Log ratio", await page.Locator("svg.forest").GetAttributeAsync("aria-label"));
        var heads = await page.Locator(".associations table thead th").AllInnerTextsAsync();
        var place = heads.Select(h => h.Trim()).ToList().IndexOf("Ratio and interval");
        Assert.DoesNotContain(heads, h => h.Trim() == "In SD");
        foreach (var exposure in new[] { "age", "sex [M vs F]" })
        {
            var told = csv.Single(r => r[1] == exposure);
            var row = page.Locator(".associations table tbody tr", new() { HasText = exposure });
            var cell = await row.Locator("th, td").Nth(place).InnerTextAsync();
            var shown = RatioCell().Match(cell);
            Assert.True(shown.Success, cell);
            foreach (var (i, column) in new[] { "ratio", "ratio_lower", "ratio_upper" }.Index())
            {
                var expected = Number(told[Array.IndexOf(csv[0], column)]);
                Assert.InRange(Number(shown.Groups[i + 1].Value) / expected, .995, 1.005);
            }
        }

        Assert.Empty(browser.Faults);
    }

    [BrowserTheory]
    [InlineData("spline(age,3),sex", true)]
    [InlineData("age,bmi", false)]
    public async Task LevelsAndCurves_HaveTheirColumnsOfTheCsv_WhereThereAreSome(string exposures, bool has)
    {
        Write("", (_, _) => "");
        await Associate(["--outcome", "lv_area_mm2,rv_edv_ml", "--exposure", exposures]);
        var csv = File.ReadLines(_folder.File("r.csv")).Select(l => l.Split(',')).ToArray();
        await using var browser = await Browser.OpenFile(_folder.File("r.html"));
        var table = browser.Page.Locator(".associations table");
        await table.WaitForAsync();
        string[] heads = [.. (await table.Locator("thead th").AllInnerTextsAsync()).Select(h => h.Trim())];
        Assert.Equal(has, heads.Contains("q of all levels or parts"));
        Assert.Equal(has, heads.Contains("n of level"));
        if (!has)
            return;
        var row = table.Locator("tbody tr", new() { HasText = "sex [M vs F]" }).First;
        var cells = await row.Locator("th, td").AllInnerTextsAsync();
        var told = csv.First(r => r[1] == "sex [M vs F]");
        Assert.Equal(told[Array.IndexOf(csv[0], "n_level")], cells[Array.IndexOf(heads, "n of level")].Trim());
        Assert.Equal("–", cells[Array.IndexOf(heads, "q of all levels or parts")].Trim()); // of one column, as the CSV has it empty
        var curve = table.Locator("tbody tr", new() { HasText = "spline" }).First;
        var ofCurve = await curve.Locator("th, td").AllInnerTextsAsync();
        Assert.NotEqual("–", ofCurve[Array.IndexOf(heads, "q of all levels or parts")].Trim());
        Assert.Equal("–", ofCurve[Array.IndexOf(heads, "n of level")].Trim());
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task Volcano_Legend_NamesTheColoursOfItsDots()
    {
        Write("", (_, _) => "");
        await Associate(["--outcome", "lv_area_mm2,rv_edv_ml", "--exposure", "spline(age,3),sex,bmi"]);
        await using var browser = await Browser.OpenFile(_folder.File("r.html"));
        var volcano = browser.Page.Locator("figure", new() { Has = browser.Page.Locator("svg[aria-label^='Volcano']") });
        await volcano.WaitForAsync();
        var names = await volcano.Locator(".legend span").AllInnerTextsAsync();
        // Tests of curves have no single effect, and no dot here.
        Assert.Equal(["sex [M vs F]", "bmi"], names.Select(n => n.Trim()));
        var colours = await volcano.Locator(".legend i").EvaluateAllAsync<string[]>("all => all.map(e => e.className)");
        var dots = await volcano.Locator("path.dots").EvaluateAllAsync<string[]>("all => all.map(e => e.classList[1])");
        Assert.Equal(colours, dots);
        // Each has the colour that it has in the plot above.
        var manhattan = browser.Page.Locator("figure", new() { Has = browser.Page.Locator("svg[aria-label^='Manhattan']") });
        foreach (var (name, colour) in names.Zip(colours))
            Assert.Equal(
                colour,
                await manhattan.Locator(".legend span", new() { HasText = name.Trim() }).Locator("i").GetAttributeAsync("class")
            );
        Assert.Empty(browser.Faults);
    }

    private async Task Associate(string[] model)
    {
        string[] outputs = ["--out", _folder.File("r.csv"), "--html", _folder.File("r.html")];
        Assert.Equal(0, await App.RunAsync(["associate", _folder.File("table.csv"), .. model, .. outputs]));
    }

    // The table of subjects with more columns, of a row's number and age.
    private void Write(string columns, Func<int, double, string> cells) =>
        File.WriteAllLines(
            _folder.File("table.csv"),
            SubjectsCsv
                .Text()
                .TrimEnd()
                .Split('\n')
                .Select((l, i) => (l + "," + (i == 0 ? columns : cells(i, Number(l.Split(',')[4])))).TrimEnd(','))
        );

    private static double Number(string text) =>
        double.Parse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([\d.,]+) \(([\d.,]+) to ([\d.,]+)\)$")]
    private static partial Regex RatioCell();
}
