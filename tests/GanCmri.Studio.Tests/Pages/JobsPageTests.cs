using System.Text;
using GanCmri.Learning.Batching;
using GanCmri.Studio.Jobs;
using Microsoft.Playwright;

namespace GanCmri.Studio.Tests.Pages;

[Collection(StudioTests.Name)]
public sealed class JobsPageTests(RunningStudio studio)
{
    internal const string Csv =
        "id,seed,lv_area_mm2,trajectory,frames,outputs\nlarger,7,+15%,ed-to-es,4,thumbnail numbers\nbad,seven,,,4,\n";

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
        await Assertions.Expect(page.Locator("img.thumb")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 60_000 });
        Assert.Empty(await browser.SeriousFaults());
        var report = await page.Context.RunAndWaitForPageAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Report" }).ClickAsync());
        await Assertions.Expect(report.GetByRole(AriaRole.Heading, new() { Name = "Batch report: 1 job of jobs.csv" })).ToBeVisibleAsync();
        Assert.Empty(browser.Faults);
    }
}
