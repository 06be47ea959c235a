using GanCmri.Studio.Tests.Cines;
using Microsoft.Playwright;

namespace GanCmri.Studio.Tests.Pages;

[Collection(StudioTests.Name)]
public sealed class CinesPageTests(RunningStudio studio)
{
    [BrowserFact]
    public async Task OwnCine_IsShown_CorrectedByKeyboard_AndKept()
    {
        DrawnHeart.Write(Path.Combine(studio.Data, "page.nii"));
        await using var browser = await Browser.Open(studio, "/#/cines");
        var page = browser.Page;
        await page.GetByLabel("Cine").SelectOptionAsync(new SelectOptionValue { Label = "page.nii" });
        await page.GetByText("Slice 3 of 5").WaitForAsync();
        var correct = page.GetByRole(AriaRole.Button, new() { Name = "Correct this outline" });
        await correct.ClickAsync(new LocatorClickOptions { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Corner 1 of" }).PressAsync("ArrowLeft");
        Assert.Empty(await browser.SeriousFaults());
        await page.GetByRole(AriaRole.Button, new() { Name = "Save outline" }).ClickAsync();
        await page.GetByText("outlined by hand").WaitForAsync();
        Assert.Empty(browser.Faults);
    }
}
