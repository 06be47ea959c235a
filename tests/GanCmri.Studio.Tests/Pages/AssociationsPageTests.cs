using System.Text;
using System.Text.RegularExpressions;
using GanCmri.Cli;
using GanCmri.Studio.Tests.Associations;
using Microsoft.Playwright;

namespace GanCmri.Studio.Tests.Pages;

[Collection(StudioTests.Name)]
public sealed class AssociationsPageTests(RunningStudio studio)
{
    [BrowserFact]
    public async Task Table_BecomesPlotsAndATableThatSortsAndFilters()
    {
        await using var browser = await Browser.Open(studio, "/#/associations");
        var page = browser.Page;
        await page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "subjects.csv",
                    MimeType = "text/csv",
                    Buffer = Encoding.UTF8.GetBytes(SubjectsCsv.Text()),
                }
            );
        await page.GetByRole(AriaRole.Button, new() { Name = "Test", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("svg[aria-label^='Manhattan plot of 9 tests']")).ToBeVisibleAsync();
        var rows = page.Locator(".associations table tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(9);
        await Assertions.Expect(rows.First).ToContainTextAsync("LV area (mm²)");
        await page.GetByLabel("Show only (words)").FillAsync("rv age");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        await rows.First.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.Locator("svg[aria-label^='Scatter plot of RVEDV (ml) against age']")).ToBeVisibleAsync();
        Assert.Empty(await browser.SeriousFaults());
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task Results_OfColumnsChosenBefore_AreMarked_AndSavedAsShown()
    {
        await using var browser = await Browser.Open(studio, "/#/associations");
        var page = browser.Page;
        await page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "subjects.csv",
                    MimeType = "text/csv",
                    Buffer = Encoding.UTF8.GetBytes(SubjectsCsv.Text()),
                }
            );
        await page.GetByRole(AriaRole.Button, new() { Name = "Test", Exact = true }).ClickAsync();
        await page.Locator("svg[aria-label^='Manhattan plot of 9 tests']").WaitForAsync();
        await page.GetByLabel("Role of age").SelectOptionAsync("covariate");
        await page.GetByText("as they were chosen before").WaitForAsync();
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Button, new() { Name = "Save as one offline page" }).ClickAsync()
        );
        Assert.Contains("200 rows, 9 associations", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Test", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("svg[aria-label^='Manhattan plot of 6 tests']")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("as they were chosen before")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Cohort_WhatWasAskedForOrMeasuredTwice_IsNoPhenotypeAtFirst()
    {
        await using var browser = await Browser.Open(studio, "/#/associations");
        var page = browser.Page;
        const string Header = "subject,age,lv_area_mm2_target,lv_area_mm2,lv_area_mm2_judged,lv_fac_percent_target,lv_fac_percent_judged";
        await page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "cohort.csv",
                    MimeType = "text/csv",
                    Buffer = Encoding.UTF8.GetBytes($"{Header}\n1,50,2000,1990,1980,55,54\n2,60,2100,2090,2080,56,55\n"),
                }
            );
        Task Role(string column, string role) =>
            Assertions.Expect(page.GetByLabel($"Role of {column}", new() { Exact = true })).ToHaveValueAsync(role);
        await Role("age", "exposure");
        await Role("lv_area_mm2", "phenotype");
        await Role("lv_area_mm2_target", "");
        await Role("lv_area_mm2_judged", "");
        await Role("lv_fac_percent_target", "");
        await Role("lv_fac_percent_judged", "phenotype"); // its measured column is missing
        await page.GetByLabel("Role of lv_area_mm2_target").SelectOptionAsync("phenotype");
        await Assertions.Expect(page.GetByText("3 phenotypes, 1 exposures")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task LongNamesOfColumns_OnAPhone_LeaveThePageAsWideAsItIs()
    {
        await using var browser = await Browser.Open(studio, "/#/associations", 360, 740);
        var page = browser.Page;
        var csv = SubjectsCsv
            .Text()
            .Replace("bmi", "body_mass_index_at_the_baseline_visit_in_kg_per_square_metre", StringComparison.Ordinal);
        await page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "subjects.csv",
                    MimeType = "text/csv",
                    Buffer = Encoding.UTF8.GetBytes(csv),
                }
            );
        await page.GetByRole(AriaRole.Button, new() { Name = "Test", Exact = true }).ClickAsync();
        await page.Locator("svg[aria-label^='Volcano']").WaitForAsync();
        Assert.Equal(0, await browser.Overflow());
        Assert.Empty(await Wider(page, "svg.chart"));
        Assert.Empty(await Wider(page, "caption"));
    }

    [BrowserTheory]
    [InlineData("sex", "sex [M vs F] (synthetic)")]
    [InlineData("sex_in_the_records_of_the_baseline_visit", "sex_in_the_records_of_the_baseline_visit [M vs F] (synthetic)")]
    public async Task LongNameOfAnExposure_OnAPhone_IsWholeInTheForest(string column, string name)
    {
        using var folder = new TemporaryFolder();
        var lines = SubjectsCsv.Text().TrimEnd().Replace("sex", column, StringComparison.Ordinal).Split('\n');
        string[] sources = ["real", "synthetic"];
        File.WriteAllLines(folder.File("table.csv"), lines.Select((l, i) => l + "," + (i == 0 ? "source" : sources[i % 2])));
        string[] command = ["associate", folder.File("table.csv"), "--outcome", "lv_area_mm2", "--exposure", column];
        Assert.Equal(0, await App.RunAsync([.. command, "--out", folder.File("r.csv"), "--html", folder.File("r.html")]));
        await using var browser = await Browser.OpenFile(folder.File("r.html"), 400, 800);
        var page = browser.Page;
        var forest = page.Locator("svg.forest");
        await forest.WaitForAsync();
        Assert.Equal(0, await browser.Overflow());
        var names = await forest
            .Locator("text.name")
            .EvaluateAllAsync<string[]>("all => all.map(e => [...e.children].map(l => l.textContent).join(' '))");
        // Lines are broken at blanks and, in names that have none, after "_".
        Assert.Contains(name, names.Select(n => n.Replace("_ ", "_", StringComparison.Ordinal)));
        var outside = await forest.EvaluateAsync<string[]>(
            """
            svg => [...svg.querySelectorAll('text')].filter(t => {
                const [a, b] = [t.getBoundingClientRect(), svg.getBoundingClientRect()];
                return a.left < b.left || a.right > b.right || a.bottom > b.bottom;
            }).map(t => t.textContent)
            """
        );
        Assert.Empty(outside);
        Assert.Empty(browser.Faults);
    }

    // Parts of a page that end beyond its window.
    private static Task<string[]> Wider(IPage page, string parts) =>
        page.Locator(parts)
            .EvaluateAllAsync<string[]>(
                "all => all.filter(e => e.getBoundingClientRect().right > innerWidth).map(e => e.outerHTML.slice(0, 80))"
            );

    [BrowserFact]
    public async Task OfflinePage_WorksWithoutAServer()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("table.csv"), SubjectsCsv.Text());
        Assert.Equal(
            0,
            await App.RunAsync([
                "associate",
                folder.File("table.csv"),
                "--outcome",
                "lv_area_mm2,rv_edv_ml",
                "--exposure",
                "age,sex",
                "--out",
                folder.File("r.csv"),
                "--html",
                folder.File("r.html"),
            ])
        );
        await using var browser = await Browser.OpenFile(folder.File("r.html"));
        var page = browser.Page;
        await Assertions.Expect(page.Locator("svg[aria-label^='Manhattan plot of 4 tests']")).ToBeVisibleAsync();
        await page.SetViewportSizeAsync(360, 740);
        await page.WaitForFunctionAsync("() => document.querySelector('svg.chart').getBoundingClientRect().right <= innerWidth");
        Assert.Empty(await Wider(page, "svg.chart"));
        Assert.Equal(0, await browser.Overflow());
        await page.SetViewportSizeAsync(1280, 900);
        await page.GetByRole(AriaRole.Button, new() { Name = "LV area (mm²)" }).Last.ClickAsync();
        await Assertions
            .Expect(page.Locator("svg[aria-label^='Boxes of LV area'], svg[aria-label^='Scatter plot of LV area']"))
            .ToBeVisibleAsync();
        Assert.Empty(await browser.SeriousFaults());
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task SyntheticRows_AreCountedAsTheTableShowsThem_AndEffectsShareAnAxis()
    {
        using var folder = new TemporaryFolder();
        var lines = SubjectsCsv.Text().TrimEnd().Split('\n');
        File.WriteAllLines(folder.File("table.csv"), lines.Select((l, i) => l + (i == 0 ? ",source" : ",synthetic")));
        string[] command = ["associate", folder.File("table.csv"), "--outcome", "lv_area_mm2,rv_edv_ml", "--exposure", "age,sex"];
        Assert.Equal(0, await App.RunAsync([.. command, "--out", folder.File("r.csv"), "--html", folder.File("r.html")]));
        await using var browser = await Browser.OpenFile(folder.File("r.html"));
        var page = browser.Page;
        await Assertions
            .Expect(page.GetByText("1 of 4 in synthetic hearts with q at most 0.05, which restate what the generator was told"))
            .ToBeVisibleAsync();
        var largestQ = page.Locator("label", new() { HasText = "q at most" }).Locator("select");
        await largestQ.SelectOptionAsync("0.05");
        await Assertions.Expect(page.Locator(".associations table tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByText("Bonferroni 0.05 of 4 tests")).ToHaveCountAsync(2); // of all, not of the one shown
        await largestQ.SelectOptionAsync("1");
        var forest = page.Locator("svg.forest");
        await Assertions.Expect(forest).ToHaveCountAsync(1);
        await Assertions
            .Expect(forest)
            .ToHaveAttributeAsync("aria-label", new Regex("^Forest plot, Effect in SD of the phenotype .*95 % interval: .*n 200"));
        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "95 % interval" })).ToBeVisibleAsync();
        Assert.Empty(await browser.SeriousFaults());
        Assert.Empty(browser.Faults);
    }
}
