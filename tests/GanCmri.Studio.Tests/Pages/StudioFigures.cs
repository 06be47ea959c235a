using System.Globalization;
using GanCmri.Studio.Tests.Associations;
using Microsoft.Playwright;

namespace GanCmri.Studio.Tests.Pages;

/// <summary>Runs only where GANCMRI_STUDIO_FIGURES names a folder: GANCMRI_STUDIO_FIGURES=figures dotnet test -c Release --filter
/// StudioFigures.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FiguresFactAttribute : FactAttribute
{
    public const string Variable = "GANCMRI_STUDIO_FIGURES";

    public FiguresFactAttribute()
    {
        if (Chromium.Path is null || Environment.GetEnvironmentVariable(Variable) is null)
            Skip = $"runs where {Variable} names a folder";
    }
}

/// <summary>Latency and memory of the studio, and the pictures of docs/studio.md.</summary>
[Collection(StudioTests.Name)]
public sealed class StudioFigures(RunningStudio studio)
{
    private static string Folder => Directory.CreateDirectory(Environment.GetEnvironmentVariable(FiguresFactAttribute.Variable)!).FullName;

    [FiguresFact]
    public async Task Latency()
    {
        List<string> lines = [];
        await using var browser = await Browser.Open(studio, "/#/explore?seed=7");
        await Settled(browser.Page);
        lines.Add(await Moves(browser.Page, 100, "one tab, a slider's step to its new frame"));
        lines.Add(await Cines(browser.Page, 20));
        await using var other = await Browser.Open(studio, "/#/explore?seed=8");
        await Settled(other.Page);
        lines.AddRange(await Task.WhenAll(Moves(browser.Page, 50, "two tabs, first"), Moves(other.Page, 50, "two tabs, second")));
        var before = await Memory(browser.Page);
        await Moves(browser.Page, 1000, "");
        lines.Add($"memory: {before} before and {await Memory(browser.Page)} after 1,000 more moves");
        File.WriteAllLines(Path.Combine(Folder, "studio.txt"), lines);
    }

    [FiguresFact]
    public async Task Pictures()
    {
        await using var browser = await Browser.Open(studio, "/#/explore?seed=7&lvArea=2600&sphericity=0.9", 1440, 760);
        await Settled(browser.Page);
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Shot(browser.Page, "explore");
        await using var phone = await Browser.Open(studio, "/#/explore?seed=7", 360, 740, ColorScheme.Dark);
        await Settled(phone.Page);
        await Shot(phone.Page, "explore-phone");
        await browser.Page.GotoAsync(new Uri(studio.Server.Address, "/#/jobs").AbsoluteUri);
        await browser
            .Page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "jobs.csv",
                    MimeType = "text/csv",
                    Buffer = System.Text.Encoding.UTF8.GetBytes(JobsPageTests.Csv),
                }
            );
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Assertions
            .Expect(browser.Page.Locator("img.thumb"))
            .ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 60_000 });
        await Shot(browser.Page, "jobs");
        await OwnCine(browser.Page);
        await browser.Page.GotoAsync(new Uri(studio.Server.Address, "/#/associations").AbsoluteUri);
        await browser
            .Page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "subjects.csv",
                    MimeType = "text/csv",
                    Buffer = System.Text.Encoding.UTF8.GetBytes(SubjectsCsv.Text()),
                }
            );
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Test", Exact = true }).ClickAsync();
        await Assertions.Expect(browser.Page.Locator("svg[aria-label^=Manhattan]")).ToBeVisibleAsync();
        await Shot(browser.Page, "associations", whole: true);
    }

    // A synthetic heart of the shipped generator, as if it were one's own.
    private async Task OwnCine(IPage page)
    {
        using var client = studio.Client();
        File.WriteAllBytes(
            Path.Combine(studio.Data, "synthetic-heart.nii.gz"),
            await client.GetByteArrayAsync("/api/hearts/files/heart.nii.gz?seed=7&frames=20")
        );
        await page.GotoAsync(new Uri(studio.Server.Address, "/#/cines").AbsoluteUri);
        await page.GetByLabel("Cine").SelectOptionAsync(new SelectOptionValue { Label = "synthetic-heart.nii.gz" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Correct this outline" })
            .ClickAsync(new LocatorClickOptions { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Make" }).ClickAsync();
        await page.GetByText("Guided (synthetic)").First.WaitForAsync(new LocatorWaitForOptions { Timeout = 180_000 });
        await Shot(page, "cines", whole: true);
    }

    private static async Task Shot(IPage page, string name, bool whole = false) =>
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, name + ".png"), FullPage = whole });

    private static Task Settled(IPage page) =>
        page.WaitForFunctionAsync(
            "() => document.querySelector('.numbers') && !document.querySelector('[aria-busy=true]')",
            null,
            new PageWaitForFunctionOptions { Timeout = 120_000 }
        );

    // Each step waits for the frame of the one before, as a hand does.
    private static async Task<string> Moves(IPage page, int count, string what)
    {
        var times = await page.EvaluateAsync<double[]>(
            """
            async count => {
                const slider = [...document.querySelectorAll('.asked input[type=range]')][0];
                const times = [];
                for (let i = 0; i < count; i++) {
                    performance.clearMeasures();
                    slider.value = 1800 + 10 * (i % 100);
                    slider.dispatchEvent(new Event('input', { bubbles: true }));
                    let seen;
                    while (!(seen = performance.getEntriesByName('glimpse')[0])) await new Promise(r => setTimeout(r, 4));
                    times.push(seen.duration);
                }
                return times;
            }
            """,
            count
        );
        return Line(what, times);
    }

    private static async Task<string> Cines(IPage page, int count)
    {
        var times = await page.EvaluateAsync<double[]>(
            """
            async count => {
                const slider = [...document.querySelectorAll('.asked input[type=range]')][0];
                const times = [];
                for (let i = 0; i < count; i++) {
                    performance.clearMeasures();
                    slider.value = 1805 + 50 * i;
                    slider.dispatchEvent(new Event('input', { bubbles: true }));
                    let seen;
                    while (!(seen = performance.getEntriesByName('cine')[0])) await new Promise(r => setTimeout(r, 4));
                    times.push(seen.duration);
                }
                return times;
            }
            """,
            count
        );
        return Line("one tab, a slider's step to its whole cine", times);
    }

    private static string Line(string what, double[] times)
    {
        Array.Sort(times);
        double At(double q) => times[(int)Math.Min(times.Length - 1, q * times.Length)];
        return string.Create(CultureInfo.InvariantCulture, $"{what}: p50 {At(.5):0} ms, p95 {At(.95):0} ms, n {times.Length}");
    }

    private static async Task<string> Memory(IPage page)
    {
        GC.Collect();
        var script = await page.EvaluateAsync<double>("() => performance.memory?.usedJSHeapSize ?? 0");
        return string.Create(CultureInfo.InvariantCulture, $"server {Environment.WorkingSet / 1e6:0} MB, page {script / 1e6:0.0} MB");
    }
}
