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

    [BrowserFact]
    public async Task Correction_KeepsItsFrame_AndUnmovedSavesNothing()
    {
        DrawnHeart.Write(Path.Combine(studio.Data, "held.nii"));
        await using var browser = await Browser.Open(studio, "/#/cines");
        var page = browser.Page;
        await page.GetByLabel("Cine").SelectOptionAsync(new SelectOptionValue { Label = "held.nii" });
        var correct = page.GetByRole(AriaRole.Button, new() { Name = "Correct this outline" });
        await correct.ClickAsync(new LocatorClickOptions { Timeout = 60_000 });
        foreach (var control in new[] { "Phase", "Slice 3 of 5", "Cine" })
            await Assertions.Expect(page.GetByLabel(control).First).ToBeDisabledAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Play" })).ToBeDisabledAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save outline" }).ClickAsync();
        await Assertions.Expect(correct).ToBeEnabledAsync();
        await Assertions.Expect(page.GetByText("outlined by hand")).ToHaveCountAsync(0);
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task Correction_NotSaved_LeavingAsksFirst()
    {
        DrawnHeart.Write(Path.Combine(studio.Data, "unsaved.nii"));
        await using var browser = await Browser.Open(studio, "/#/cines");
        var page = browser.Page;
        TaskCompletionSource<string> left = new(),
            closed = new();
        page.Dialog += async (_, dialog) =>
        {
            await dialog.DismissAsync();
            (dialog.Type == DialogType.BeforeUnload ? closed : left).TrySetResult(dialog.Message);
        };
        await page.GetByLabel("Cine").SelectOptionAsync(new SelectOptionValue { Label = "unsaved.nii" });
        var correct = page.GetByRole(AriaRole.Button, new() { Name = "Correct this outline" });
        await correct.ClickAsync(new LocatorClickOptions { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Corner 1 of" }).PressAsync("ArrowLeft");
        await page.GetByText("Not saved yet.").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Jobs" }).ClickAsync();
        Assert.Contains("not saved", await left.Task.WaitAsync(TimeSpan.FromMinutes(1)), StringComparison.Ordinal);
        await page.WaitForURLAsync("**/#/cines");
        await page.CloseAsync(new PageCloseOptions { RunBeforeUnload = true });
        await closed.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(correct).ToBeEnabledAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Jobs" }).ClickAsync(); // nothing to lose any more
        await page.GetByRole(AriaRole.Heading, new() { Name = "Jobs" }).WaitForAsync();
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task NamesOfFiles_AreTextAndNothingElse()
    {
        const string Name = "<img src=x onerror=alert(1)> \"'é心.nii";
        DrawnHeart.Write(Path.Combine(studio.Data, Name));
        await using var browser = await Browser.Open(studio, "/#/cines");
        var page = browser.Page;
        await page.GetByLabel("Cine").SelectOptionAsync(new SelectOptionValue { Label = Name });
        await page.GetByText("Slice 3 of 5").WaitForAsync();
        await Assertions.Expect(page.Locator("img")).ToHaveCountAsync(0);
        File.Delete(Path.Combine(studio.Data, Name));
        Assert.Empty(browser.Faults);
    }

    [BrowserFact]
    public async Task LongName_OnAPhone_LeavesThePageAsWideAsItIs()
    {
        const string Name = "a-subject-with-a-very-long-name-of-a-study-and-of-a-series-of-short-axis-cines.nii";
        DrawnHeart.Write(Path.Combine(studio.Data, Name));
        await using var browser = await Browser.Open(studio, "/#/cines", 360, 740);
        await browser.Page.GetByLabel("Cine").SelectOptionAsync(new SelectOptionValue { Label = Name });
        await browser.Page.GetByText("Slice 3 of 5").WaitForAsync();
        Assert.Equal(0, await browser.Overflow());
        File.Delete(Path.Combine(studio.Data, Name));
    }

    [BrowserFact]
    public async Task WhatIf_OfAreaAndSphericity_BeatsInStepWithItsNumbers()
    {
        DrawnHeart.Write(Path.Combine(studio.Data, "changed.nii"));
        await using var browser = await Browser.Open(studio, "/#/cines", 360, 740);
        var page = browser.Page;
        await page.GetByLabel("Cine").SelectOptionAsync(new SelectOptionValue { Label = "changed.nii" });
        await page.GetByLabel("Another sphericity index").CheckAsync();
        await page.GetByRole(AriaRole.Slider, new() { Name = "Sphericity index" }).FillAsync("0.9");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make" }).ClickAsync();
        var numbers = page.GetByRole(AriaRole.Region, new() { Name = "Numbers of the what-if" });
        await Assertions.Expect(numbers).ToContainTextAsync("0.900", new LocatorAssertionsToContainTextOptions { Timeout = 240_000 });
        await Assertions.Expect(page.GetByLabel("What if").Locator("canvas")).ToHaveCountAsync(3);
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "LV area over the beat: Real" })).ToBeVisibleAsync();
        Assert.Equal(0, await browser.Overflow());
        Assert.Empty(await browser.SeriousFaults());
        Assert.Empty(browser.Faults);
    }
}
