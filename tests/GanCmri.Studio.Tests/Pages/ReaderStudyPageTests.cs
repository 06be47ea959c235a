using GanCmri.Cli;
using GanCmri.Studio.Tests.Cines;
using Microsoft.Playwright;

namespace GanCmri.Studio.Tests.Pages;

/// <summary>A reader study from its making to its score, read by keyboard alone in a real browser.</summary>
[Collection(StudioTests.Name)]
public sealed class ReaderStudyPageTests
{
    private const int Items = 3;

    [BrowserTheory]
    [InlineData("pairs", "0-2", "ArrowLeft", ColorScheme.Light)]
    [InlineData("ranking", "0-5", "1 2 Enter", ColorScheme.Dark)]
    public async Task Study_IsMadeReadPausedGoneOnWithDownloadedAndScored(string task, string seeds, string keys, ColorScheme scheme)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("real"));
        foreach (var name in new[] { "SECRET-ONE", "SECRET-TWO", "SECRET-THREE" })
            DrawnHeart.Write(folder.File($"real/{name}.nii"));
        await Make(folder, task, seeds);
        await using var browser = await Browser.OpenFile(folder.File("study.html"), 360, 740, scheme);
        var page = browser.Page;
        Assert.DoesNotContain(await BlindedWords(folder), w => page.ContentAsync().Result.Contains(w, StringComparison.OrdinalIgnoreCase));
        await Begin(page);
        await Counts(page, 1);
        Assert.Equal(0, await browser.Overflow());
        Assert.Empty(await browser.SeriousFaults());
        await OfOneForm(page);
        await Press(page, keys);
        await Counts(page, 2);

        // A pause hides the pictures; the page may be closed, and goes on where it was.
        await page.Keyboard.PressAsync("p");
        await page.GetByText("Pictures are hidden").WaitForAsync();
        await Assertions.Expect(page.Locator("#pictures canvas")).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Begin(page);
        await Counts(page, 2);

        // An answer is taken back and given again.
        await page.Keyboard.PressAsync("Backspace");
        await Counts(page, 1);
        await Press(page, keys);
        await Counts(page, 2);
        for (var i = 1; i < Items; i++)
            await Press(page, keys);
        await page.GetByText("That was the last one").WaitForAsync();
        Assert.Empty(await browser.SeriousFaults());
        var download = await page.RunAndWaitForDownloadAsync(() => page.Keyboard.PressAsync("Enter")); // the button has the focus
        await download.SaveAsAsync(folder.File("answers.csv"));
        Assert.Empty(browser.Faults);

        Assert.Equal(
            0,
            await App.RunAsync([
                "reader-study",
                "score",
                folder.File("answers.csv"),
                "--key",
                folder.File("key.csv"),
                "--out",
                folder.File("score.csv"),
            ])
        );
        string[][] key = [.. File.ReadLines(folder.File("key.csv")).Skip(1).Select(l => l.Split(','))];
        string[][] answers = [.. File.ReadLines(folder.File("answers.csv")).Skip(1).Select(l => l.Split(','))];
        Assert.Equal(Items, answers.Length);
        Assert.All(answers, a => Assert.Equal("r1", a[0]));
        Assert.All(answers, a => Assert.True(int.Parse(a[3], System.Globalization.CultureInfo.InvariantCulture) > 0));
        var right = answers.Count(a => key.Single(k => k[3] == a[2].Split(' ')[0])[5] == "real");
        var measure = task == "pairs" ? "accuracy" : "real_first";
        var score = File.ReadLines(folder.File("score.csv")).Select(l => l.Split(',')).First(l => l[0] == "r1" && l[1] == measure);
        Assert.Equal((double)right / Items, double.Parse(score[3], System.Globalization.CultureInfo.InvariantCulture), 4);
    }

    /// <summary>A study of the cines in the folder's "real" beside made ones.</summary>
    internal static async Task Make(TemporaryFolder folder, string task, string seeds)
    {
        string[] motions = task == "ranking" ? ["--motions", "ed-to-es", "frame-to-frame"] : [];
        Assert.Equal(
            0,
            await App.RunAsync([
                "reader-study",
                "make",
                "--task",
                task,
                "--real",
                folder.File("real"),
                "--seeds",
                seeds,
                "--items",
                $"{Items}",
                "--device",
                "cpu",
                "--out",
                folder.File("study.html"),
                "--key",
                folder.File("key.csv"),
                .. motions,
            ])
        );
    }

    // What the key tells and the page must not: subjects, slices, seeds, sources.
    private static async Task<string[]> BlindedWords(TemporaryFolder folder) =>
        [
            "SECRET",
            "seed ",
            "synthetic",
            .. (await File.ReadAllLinesAsync(folder.File("key.csv"))).Skip(1).Select(l => l.Split(',')[6]).Distinct(),
        ];

    private static async Task Begin(IPage page)
    {
        await Assertions.Expect(page.Locator("input:focus")).ToHaveCountAsync(1); // keys before that are nobody's
        await page.Keyboard.TypeAsync("r1");
        await page.Keyboard.PressAsync("Enter");
    }

    private static Task Counts(IPage page, int item) => page.GetByText($"{item} of {Items}", new() { Exact = true }).WaitForAsync();

    private static async Task Press(IPage page, string keys)
    {
        foreach (var key in keys.Split(' '))
            await page.Keyboard.PressAsync(key);
    }

    // Pictures beside each other have one size, and as much behind them.
    private static async Task OfOneForm(IPage page)
    {
        var sizes = await page.Locator("#pictures canvas").EvaluateAllAsync<string[]>("all => all.map(c => `${c.width} x ${c.height}`)");
        Assert.Single(sizes.Distinct());
        var lengths = await page.EvaluateAsync<int[]>(
            "JSON.parse(document.getElementById('study').textContent).items.flatMap(i => i.pictures.map(p => p.pixels.length))"
        );
        Assert.Single(lengths.Distinct());
    }
}
