using GanCmri.Cli;
using GanCmri.Reports.Html;
using GanCmri.Reports.Plotting;
using Microsoft.Playwright;

namespace GanCmri.Studio.Tests.Pages;

/// <summary>Reports as pages, opened from the disk.</summary>
[Collection(StudioTests.Name)]
public sealed class ReportPagesTests
{
    private static readonly double[] Steps = [-2, -1, 0, 1, 2, 3];
    private static readonly double[][] Curves =
    [
        [1, 2, 3, 4, 5, 6],
        [2, 2, 4, 4, 6, double.NaN],
        [0, 1, 1, 2, 2, 3],
    ];

    [BrowserTheory]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1920, ColorScheme.Light)]
    public async Task Charts_AreReadableAtAnyWidth(int width, ColorScheme scheme)
    {
        using var folder = new TemporaryFolder();
        var report = new HtmlReport("Charts", "All of them.") { Banner = "Synthetic." };
        report
            .Section("One")
            .Figures(
                [
                    Charts.Response(Steps, [.. Enumerable.Repeat(Curves, 7).SelectMany(c => c)], "LV area (mm²)", "n = 21"),
                    Charts.Phase([new CurveGroup("a", Curves), new CurveGroup("b", Curves)], "LV area (mm²)", "n = 3"),
                    Charts.Beat([new Curve("real", Steps, Curves[0])], "LV area (mm²)", ""),
                    Charts.Histogram([1, 2, 2, 3, double.NaN], "LV area of every single heart at end-diastole as measured (mm²)"),
                    Charts.Scatter(Curves[0], Curves[1], "a (px)", "b (px)", "n = 5"),
                    Charts.Cumulative(Curves[0], Curves[2], "LV area (mm²)"),
                    Charts.BlandAltman(Curves[0], Curves[2], "LV area", "mm²"),
                    Charts.Reached(Curves[0], [new("the network that steered", Curves[1]), new("another", Curves[2])], "LV area (mm²)"),
                ],
                "Charts."
            );
        report.Save(folder.File("r.html"));
        await using var browser = await Browser.OpenFile(folder.File("r.html"), width, scheme: scheme);
        var charts = browser.Page.Locator("svg.chart");
        await Assertions.Expect(charts).ToHaveCountAsync(8);
        await Assertions
            .Expect(charts.First)
            .ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("median 1.00 at c = −2"));
        // A letter of 12 px is drawn as one of 12 px.
        var scales = await charts.EvaluateAllAsync<double[]>("all => all.map(c => c.getScreenCTM().a)");
        Assert.All(scales, s => Assert.InRange(s, .97, 1.03));
        Assert.True(
            await browser.Page.EvaluateAsync<bool>(
                "getComputedStyle(document.querySelector('.dots')).color === getComputedStyle(document.querySelector('.band')).color"
            ),
            "dots are of their series' colour"
        );
        Assert.Equal(0, await browser.Overflow());
        var outside = await charts.EvaluateAllAsync<string[]>(
            """
            all => all.flatMap(c => [...c.querySelectorAll('text')].filter(t => {
              const [a, b] = [t.getBoundingClientRect(), c.getBoundingClientRect()];
              return a.left < b.left - 1 || a.right > b.right + 1 || a.top < b.top - 1 || a.bottom > b.bottom + 1;
            }).map(t => t.textContent))
            """
        );
        Assert.Empty(outside);
        Assert.Empty(await browser.SeriousFaults());
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task JobPage_CinesAreStoppedAndScrubbedByKeyboard_OutlinesGoOnAndOff()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("jobs.csv"), "id,seed,lv_area_mm2,trajectory,frames,outputs\nlarger,7,+15%,ed-to-es,6,page\n");
        Assert.Equal(
            0,
            await App.RunAsync(["report", folder.File("jobs.csv"), "--out", folder.File("out"), "--judge", "none", "--device", "cpu"])
        );
        var file = folder.File("out/jobs/larger/cine.html");
        Assert.InRange(new FileInfo(file).Length, 1, 1 << 20);
        await using var browser = await Browser.OpenFile(file, 360, scheme: ColorScheme.Dark);
        var page = browser.Page;
        await Assertions.Expect(page.Locator("canvas")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).PressAsync("Enter");
        var phase = page.GetByRole(AriaRole.Slider, new() { Name = "Phase" });
        await phase.PressAsync("Home");
        await page.GetByText("Phase: frame 1 of 6").WaitForAsync();
        var first = await Pixels(page);
        await phase.PressAsync("ArrowRight");
        await page.GetByText("Phase: frame 2 of 6").WaitForAsync();
        Assert.NotEqual(first, await Pixels(page));
        await phase.PressAsync("Home");
        await page.GetByText("Phase: frame 1 of 6").WaitForAsync();
        Assert.Equal(first, await Pixels(page));
        await page.GetByLabel("Outlines").PressAsync("Space");
        await page.WaitForFunctionAsync("was => document.querySelector('canvas').toDataURL() !== was", first);
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "LV area over the beat" })).ToBeVisibleAsync();
        Assert.Equal(0, await browser.Overflow());
        Assert.Empty(await browser.SeriousFaults());
        Assert.Empty(browser.Faults);
    }

    private static Task<string> Pixels(IPage page) => page.EvaluateAsync<string>("document.querySelector('canvas').toDataURL()");
}
