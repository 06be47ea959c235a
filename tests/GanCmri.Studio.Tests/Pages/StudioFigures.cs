using System.Diagnostics;
using System.Globalization;
using GanCmri.Cli;
using GanCmri.Imaging.Hearts;
using GanCmri.Latents;
using GanCmri.Studies;
using GanCmri.Trajectories;
using Microsoft.Playwright;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing.Processors.Quantization;

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
    private const int PictureColours = 96;
    private const string Jobs =
        "id,seed,lv_area_mm2,sphericity_index,trajectory,frames\n"
        + "larger,7,+15%,,frame-to-frame,8\nround,11,,0.9,ed-to-es,8\nbad,seven,,,,8\n";

    private static string Folder => Directory.CreateDirectory(Environment.GetEnvironmentVariable(FiguresFactAttribute.Variable)!).FullName;

    [FiguresFact]
    public async Task Latency()
    {
        List<string> lines = [Machine()];
        await using var browser = await Browser.Open(studio, "/#/explore?seed=7");
        await Settled(browser.Page);
        // Plain calls before and after, so that what else the machine does falls on both.
        var plain = PlainCalls();
        var moves = await Moves(browser.Page, 100);
        plain = [.. plain, .. PlainCalls()];
        lines.Add(Line("one image made and measured by a plain call in this process", plain));
        lines.Add(Line("one tab, a slider's step to its new frame", moves) + Ratio(moves, plain));
        var cines = await Cines(browser.Page, 20);
        lines.Add(Line("one tab, a slider's step to its whole cine of 30 frames", cines) + Ratio(cines, plain));
        await using var other = await Browser.Open(studio, "/#/explore?seed=8");
        await Settled(other.Page);
        var both = await Task.WhenAll(Moves(browser.Page, 50), Moves(other.Page, 50));
        lines.Add(Line("two tabs at once, first", both[0]) + Ratio(both[0], plain));
        lines.Add(Line("two tabs at once, second", both[1]) + Ratio(both[1], plain));
        lines.Add("memory before: " + await Memory(browser.Page));
        for (var moved = 250; moved <= 1000; moved += 250)
        {
            await Moves(browser.Page, 250);
            lines.Add($"memory after {moved} more moves: {await Memory(browser.Page)}");
        }

        lines.Add(Machine());
        File.WriteAllLines(Path.Combine(Folder, "studio.txt"), lines);
    }

    [FiguresFact]
    public async Task Pictures()
    {
        await using var browser = await Browser.Open(studio, "/#/explore?seed=7&lvArea=2600&sphericity=0.9", 1440, 760);
        await Settled(browser.Page);
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Shot(browser.Page, "explore", whole: true);
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
                    Buffer = System.Text.Encoding.UTF8.GetBytes(Jobs),
                }
            );
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Run", Exact = true }).ClickAsync();
        await Assertions
            .Expect(browser.Page.Locator("img.thumb").Last)
            .ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 240_000 });
        await Shot(browser.Page, "jobs", whole: true);
        await OwnCine(browser.Page);
        await ReaderStudy();
    }

    // A cohort that was made before, in the same folder, is not made again.
    [FiguresFact]
    public async Task Associations()
    {
        var spec = Path.Combine(Sources.Root, "data", "cohorts", "example.yaml");
        var cohort = Path.Combine(Folder, "cohort");
        Assert.Equal(0, await App.RunAsync(["cohort", "--n", "64", "--spec", spec, "--models", "sax64", "--out", cohort]));
        await using var browser = await Browser.Open(studio, "/#/associations", 1440, 760);
        var page = browser.Page;
        await page.Locator("input[type=file]").SetInputFilesAsync(Path.Combine(cohort, "cohort.csv"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Test", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("svg[aria-label^='Manhattan plot of 8 tests']")).ToBeVisibleAsync();
        await Shot(page, "associations", whole: true);
    }

    // Synthetic hearts in place of real ones, which are nobody's to show.
    private async Task ReaderStudy()
    {
        using var folder = new TemporaryFolder();
        using var client = studio.Client();
        Directory.CreateDirectory(folder.File("real"));
        foreach (var seed in new[] { 21, 22, 23 })
            File.WriteAllBytes(
                folder.File($"real/{seed}.nii.gz"),
                await client.GetByteArrayAsync($"/api/hearts/files/heart.nii.gz?seed={seed}&frames=4")
            );
        await ReaderStudyPageTests.Make(folder, "pairs", "0-2");
        await using var browser = await Browser.OpenFile(folder.File("study.html"), 1280, 760);
        await browser.Page.Keyboard.TypeAsync("r1");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.Page.Locator("#pictures canvas").First.WaitForAsync();
        await Shot(browser.Page, "reader-study");
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
            .ClickAsync(new LocatorClickOptions { Timeout = 240_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Make" }).ClickAsync();
        await page.GetByText("Guided (synthetic)").First.WaitForAsync(new LocatorWaitForOptions { Timeout = 560_000 });
        var phase = page.GetByLabel("What if").GetByRole(AriaRole.Slider, new() { Name = "Phase" });
        await phase.PressAsync("ArrowRight"); // which stops the beat
        await phase.PressAsync("Home");
        await Shot(page, "cines", whole: true);
    }

    // In few colours, which halves the file and is not seen.
    private static async Task Shot(IPage page, string name, bool whole = false)
    {
        var bytes = await page.ScreenshotAsync(new PageScreenshotOptions { FullPage = whole });
        using var picture = Image.Load<Rgb24>(bytes);
        await picture.SaveAsPngAsync(
            Path.Combine(Folder, $"studio-{name}.png"),
            new PngEncoder
            {
                ColorType = PngColorType.Palette,
                BitDepth = PngBitDepth.Bit8,
                CompressionLevel = PngCompressionLevel.BestCompression,
                Quantizer = new WuQuantizer(new QuantizerOptions { MaxColors = PictureColours, Dither = null }),
            }
        );
    }

    private static Task Settled(IPage page) =>
        page.WaitForFunctionAsync(
            "() => document.querySelector('.numbers') && !document.querySelector('[aria-busy=true]')",
            null,
            new PageWaitForFunctionOptions { Timeout = 240_000 }
        );

    // Each step waits for the frame of the one before, as a hand does.
    private static async Task<double[]> Moves(IPage page, int count) =>
        await page.EvaluateAsync<double[]>(
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

    private static async Task<double[]> Cines(IPage page, int count) =>
        await page.EvaluateAsync<double[]>(
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

    // What a slider's step cannot do without: one image, outlined and measured.
    private double[] PlainCalls()
    {
        const int Calls = 50;
        var hearts = studio.Models.Hearts;
        var maker = new FrameMaker(hearts.Generator, hearts.Segmenter, new HeartCrop().FieldMm);
        var latent = hearts.EdToEs.TowardsEndDiastole(
            Vectors.Broadcast(LatentImages.OfSeeds(hearts.Generator, [7], 0.8)[0], hearts.EdToEs.Length)
        );
        return
        [
            .. Enumerable
                .Range(0, Calls)
                .Select(_ =>
                {
                    var begun = Stopwatch.GetTimestamp();
                    maker.MakeOne(latent);
                    return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
                }),
        ];
    }

    private static string Machine()
    {
        string First(string file, string start) =>
            File.Exists(file) ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith(start, StringComparison.Ordinal)) ?? "" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC; {First("/proc/cpuinfo", "model name").Split(':').Last().Trim()}, "
                + $"{Environment.ProcessorCount} cores; load {First("/proc/loadavg", "")}"
        );
    }

    private static string Ratio(double[] times, double[] plain) =>
        string.Create(CultureInfo.InvariantCulture, $"; {At(times, .5) / At(plain, .5):0.0} plain calls");

    private static double At(double[] times, double q)
    {
        double[] sorted = [.. times.Order()];
        return sorted[(int)Math.Min(sorted.Length - 1, q * sorted.Length)];
    }

    private static string Line(string what, double[] times) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}: p50 {At(times, .5):0} ms, p95 {At(times, .95):0} ms, n {times.Length}");

    private static async Task<string> Memory(IPage page)
    {
        GC.Collect();
        var script = await page.EvaluateAsync<double>("() => performance.memory?.usedJSHeapSize ?? 0");
        return string.Create(CultureInfo.InvariantCulture, $"server {Environment.WorkingSet / 1e6:0} MB, page {script / 1e6:0.0} MB");
    }
}
