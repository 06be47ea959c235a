using Microsoft.Playwright;

namespace GanCmri.Studio.Tests.Pages;

[Collection(StudioTests.Name)]
public sealed class ExplorePageTests(RunningStudio studio)
{
    private const string Few = "/#/explore?seed=7&frames=8";

    [BrowserFact]
    public async Task Explore_ShowsABeatingHeartWithItsNumbers()
    {
        await using var browser = await Browser.Open(studio, Few);
        var page = browser.Page;
        await page.GetByText("LV area at end-diastole (mm²)").WaitForAsync();
        var first = await Phase(page);
        await page.WaitForFunctionAsync("t => document.querySelector('.controls label span').textContent !== t", first);
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        var curve = await page.GetByRole(AriaRole.Img, new() { Name = "LV area over the beat" }).GetAttributeAsync("aria-label");
        Assert.Contains("mm²", curve, StringComparison.Ordinal);
        Assert.Empty(await browser.SeriousFaults());
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task Slider_ChangesTheHeart_UndoBringsItBack_PermalinkKeepsIt()
    {
        await using var browser = await Browser.Open(studio, Few);
        var page = browser.Page;
        await Made(page);
        var own = await Measured(page);
        await page.GetByRole(AriaRole.Slider, new() { Name = "LV area at end-diastole" }).FillAsync("2600");
        await Made(page, "2,600");
        Assert.InRange(await Measured(page), 2540, 2660);
        await page.WaitForURLAsync("**lvArea=2600**");
        await page.ReloadAsync();
        await Made(page, "2,600");
        await page.GetByRole(AriaRole.Slider, new() { Name = "LV area at end-diastole" }).FillAsync("2000");
        await Made(page, "2,000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Made(page, "2,600");
        await page.GetByRole(AriaRole.Button, new() { Name = "LV area at end-diastole: back" }).ClickAsync();
        await Made(page, "own");
        Assert.Equal(own, await Measured(page));
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task Compare_ShowsTwoHearts_AndExportsOne()
    {
        await using var browser = await Browser.Open(studio, Few);
        var page = browser.Page;
        await Made(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare two" }).ClickAsync();
        var right = page.GetByRole(AriaRole.Region, new() { Name = "Right heart" });
        await right.GetByRole(AriaRole.Spinbutton).FillAsync("9");
        await right.GetByRole(AriaRole.Spinbutton).PressAsync("Enter");
        await right.Locator("canvas[aria-label*='seed 9']").WaitForAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => right.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        Assert.Equal("seed9-heart.csv", download.SuggestedFilename);
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task KeyboardAlone_ReachesAndMovesASlider()
    {
        await using var browser = await Browser.Open(studio, Few);
        var page = browser.Page;
        await Made(page);
        for (var i = 0; i < 40 && !(await Focused(page)).StartsWith("Sphericity", StringComparison.Ordinal); i++)
            await page.Keyboard.PressAsync("Tab");
        Assert.StartsWith("Sphericity", await Focused(page), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("ArrowRight");
        await page.WaitForURLAsync("**sphericity=**");
        await page.Keyboard.PressAsync("Control+z");
        await page.WaitForFunctionAsync("() => !location.hash.includes('sphericity')");
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task PhoneWidthAndDarkMode_FitAndAreReadable()
    {
        await using var browser = await Browser.Open(studio, Few, 360, 740, ColorScheme.Dark);
        await Made(browser.Page);
        Assert.Equal(0, await browser.Overflow());
        Assert.Empty(await browser.SeriousFaults());
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task HeartWithoutCavity_SaysWhy()
    {
        await using var browser = await Browser.Open(studio, "/#/explore?seed=7&frames=8&lvArea=50");
        await browser.Page.GetByRole(AriaRole.Alert).GetByText("expected a number from 100 to 10000").WaitForAsync();
    }

    private static Task<string> Phase(IPage page) => page.Locator(".controls label span").First.InnerTextAsync();

    private static Task<string> Focused(IPage page) =>
        page.EvaluateAsync<string>("document.activeElement.closest('label')?.innerText ?? ''");

    // The whole cine is there, and its asked area reads so.
    private static Task Made(IPage page, string asked = "") =>
        page.WaitForFunctionAsync(
            "asked => !document.querySelector('[aria-busy=true]') && document.querySelector('.numbers tbody tr "
                + "td:nth-child(3)')?.textContent.includes(asked)",
            asked
        );

    private static async Task<double> Measured(IPage page) =>
        double.Parse(
            (await page.Locator(".numbers tbody tr td").First.InnerTextAsync()),
            System.Globalization.CultureInfo.InvariantCulture
        );
}
