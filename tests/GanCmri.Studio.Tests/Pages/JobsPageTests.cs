using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using GanCmri.Learning.Batching;
using GanCmri.Studio.Jobs;
using Microsoft.Playwright;

namespace GanCmri.Studio.Tests.Pages;

[Collection(StudioTests.Name)]
public sealed class JobsPageTests(RunningStudio studio)
{
    internal const string Csv =
        "id,seed,lv_area_mm2,trajectory,frames,outputs\nlarger,7,+15%,ed-to-es,4,page thumbnail numbers\nbad,seven,,,4,\n";

    [BrowserFact]
    public async Task Jobs_AreCheckedRunAndOpened()
    {
        await using var browser = await Browser.Open(studio, "/#/jobs");
        var page = browser.Page;
        await page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "jobs.csv",
                    MimeType = "text/csv",
                    Buffer = Encoding.UTF8.GetBytes(Csv),
                }
            );
        await Assertions.Expect(page.Locator(".problems tbody tr")).ToContainTextAsync(new[] { "seed" });
        await Assertions.Expect(page.Locator(".problems tbody tr th")).ToHaveTextAsync("3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("img.thumb")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 240_000 });
        Assert.Empty(await browser.SeriousFaults());
        var report = await page.Context.RunAndWaitForPageAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Report" }).ClickAsync());
        await Assertions.Expect(report.GetByRole(AriaRole.Heading, new() { Name = "Batch report: 1 job of jobs.csv" })).ToBeVisibleAsync();
        await report.SetViewportSizeAsync(360, 740);
        Assert.Equal(0, await Browser.Overflow(report));
        await page.SetViewportSizeAsync(360, 740);
        Assert.Equal(0, await browser.Overflow());
        var heart = await page.Context.RunAndWaitForPageAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "cine.html" }).ClickAsync()
        );
        await Assertions.Expect(heart.Locator("canvas")).ToHaveCountAsync(2); // its script runs under the studio's policy
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task Stop_ShowsTheFinishedJobs()
    {
        // So many that no machine ends them between the first that is done and the press of the button.
        const int Jobs = 4000;
        var rows = string.Concat(Enumerable.Range(201, Jobs).Select(i => $"p{i},{i},ed-to-es,2,thumbnail\n"));
        await using var browser = await Browser.Open(studio, "/#/jobs");
        var page = browser.Page;
        await page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "jobs.csv",
                    MimeType = "text/csv",
                    Buffer = Encoding.UTF8.GetBytes("id,seed,trajectory,frames,outputs\n" + rows),
                }
            );
        await page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('progress').value > 0", null, new() { Timeout = 240_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await page.GetByText("stopped; going on keeps what is finished").WaitForAsync(new() { Timeout = 240_000 });
        var said = await page.GetByText(new Regex(@"[\d,]+ jobs? finished")).InnerTextAsync();
        var finished = int.Parse(
            Regex.Match(said, @"([\d,]+) jobs? finished").Groups[1].Value,
            NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture
        );
        Assert.InRange(finished, 1, Jobs - 1);
        await Assertions.Expect(page.Locator("img.thumb")).ToHaveCountAsync(Math.Min(finished, 50)); // a page of the table
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task TenThousandRows_AreShownInPages()
    {
        var csv = "id,seed,lv_area_mm2\n" + string.Concat(Enumerable.Range(1, 10_000).Select(i => $"j{i},{(i % 4 == 0 ? "x" : i)},+5%\n"));
        await using var browser = await Browser.Open(studio, "/#/jobs");
        var page = browser.Page;
        await page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "jobs.csv",
                    MimeType = "text/csv",
                    Buffer = Encoding.UTF8.GetBytes(csv),
                }
            );
        await page.GetByText("7,500 jobs can be done, 2,500 rows cannot").WaitForAsync();
        await Assertions.Expect(page.Locator(".problems tbody tr")).ToHaveCountAsync(50);
        Assert.InRange(await page.Locator("tbody tr").CountAsync(), 100, 100);
        await page.Locator(".problems").GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await Assertions.Expect(page.Locator(".problems tbody tr").First).ToContainTextAsync("205");
        Assert.Empty(browser.Faults);
    }
}
