using System.Text.RegularExpressions;
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
        var curve = await page.GetByRole(AriaRole.Img, new() { Name = "over the beat" }).GetAttributeAsync("aria-label");
        Assert.Contains("mm²", curve, StringComparison.Ordinal);
        Assert.Empty(await browser.SeriousFaults());
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task Explore_ShowsWhatIsToBeKnownBesideTheNumbers()
    {
        await using var browser = await Browser.Open(studio);
        var page = browser.Page;
        await page.RouteAsync(
            "**/api/hearts/cine*",
            async route =>
            {
                var answer = await route.FetchAsync();
                var body = Regex.Replace(await answer.TextAsync(), "\"notes\":\\[[^]]*\\]", "\"notes\":[\"the beat is uneven\"]");
                await route.FulfillAsync(new() { Response = answer, Body = body });
            }
        );
        await page.GotoAsync(new Uri(studio.Server.Address, Few).AbsoluteUri);
        await page.GetByText("Note: the beat is uneven.").WaitForAsync();
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
        Assert.True(await browser.Page.Locator(".numbers").EvaluateAsync<bool>("t => t.getBoundingClientRect().right <= innerWidth"));
        Assert.Empty(await browser.SeriousFaults());
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task HeartWithoutCavity_SaysWhy()
    {
        await using var browser = await Browser.Open(studio, "/#/explore?seed=7&frames=8&lvArea=50");
        await browser.Page.GetByRole(AriaRole.Alert).GetByText("expected a number from 100 to 10000").WaitForAsync();
    }

    [BrowserFact]
    public async Task Heart_ThatIsRefused_LeavesNothingOfTheOneBefore()
    {
        await using var browser = await Browser.Open(studio, Few);
        var page = browser.Page;
        await Made(page);
        await page.EvaluateAsync("() => { location.hash = '#/explore?seed=7&frames=8&lvArea=50'; }");
        await page.GetByRole(AriaRole.Alert).GetByText("expected a number from 100 to 10000").WaitForAsync();
        await Assertions.Expect(page.Locator(".stage canvas")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "GIF" })).ToBeDisabledAsync();
    }

    [BrowserFact]
    public async Task Link_OpenedWhileThePageWritesItsAddress_IsOpened()
    {
        await using var browser = await Browser.Open(studio, Few);
        var page = browser.Page;
        await Made(page);
        await page.EvaluateAsync(
            "() => { const own = location.hash; location.hash = '#/explore?seed=7&frames=8&lvArea=50'; "
                + "history.replaceState(null, '', own); }"
        );
        await page.GetByRole(AriaRole.Alert).GetByText("expected a number from 100 to 10000").WaitForAsync();
    }

    [BrowserFact]
    public async Task Caption_At1280_EndsWithItsTable()
    {
        await using var browser = await Browser.Open(studio, Few, 1280, 900);
        await Made(browser.Page);
        Assert.True(
            await browser.Page.EvaluateAsync<bool>(
                "() => { const end = e => document.querySelector(e).getBoundingClientRect().right;"
                    + " return end('.results caption') <= end('.results .scroll') + 1; }"
            )
        );
    }

    [BrowserTheory]
    [InlineData("/#/explore?seed=7&frames=8&psi=0,5", "psi = “0,5”: expected a number with a decimal point; shown is 0.8.")]
    [InlineData("/#/explore?seed=7&frames=8&lvArea=big", "lvArea = “big”: expected a number")]
    [InlineData("/#/explore?seed=7&frames=8&lvArea=", "lvArea = nothing: expected a number")]
    [InlineData("/#/explore?seed=7&frames=8&area=2400", "“area”, which is none of seed, psi, lvArea")]
    [InlineData("/#/explore?seed=7&frames=8&seed=8", "seed 2 times; the first counts")]
    [InlineData("/#/explore?seed=7&frames=8&with=seed%3D9%26fac%3D5%2C5%26frames%3D8", "fac = “5,5”: expected a number")]
    [InlineData("/#/explore?seed=-7", "seed: expected a whole number from 0 to 4294967295")]
    [InlineData("/#/explore?psi=3", "psi: expected a number from 0 to 1, found 3")]
    [InlineData("/#/explore?motion=jump", "motion: expected ed-to-es")]
    [InlineData("/#/exlpore?seed=7&frames=8", "The studio has no page “exlpore”; this is Explore.")]
    public async Task Permalink_ThatCannotBeTaken_IsTold(string path, string notice)
    {
        await using var browser = await Browser.Open(studio, path);
        await browser.Page.GetByRole(AriaRole.Alert).GetByText(notice).First.WaitForAsync();
        Assert.Empty(browser.Faults);
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
