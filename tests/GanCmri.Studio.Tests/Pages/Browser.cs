using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace GanCmri.Studio.Tests.Pages;

/// <summary>One page of a real browser on the studio. Every request to another place, error of a script and breach of the policy is kept,
/// and fails the test.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private const float Patience = 90_000; // ms

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly List<string> _faults = [];

    private Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public IPage Page { get; private set; } = null!;

    public IReadOnlyList<string> Faults => _faults;

    public static async Task<Browser> Open(
        RunningStudio studio,
        string path = "",
        int width = 1280,
        int height = 900,
        ColorScheme scheme = ColorScheme.Light
    )
    {
        var browser = await Start(url => url.Authority == studio.Server.Address.Authority, width, height, scheme);
        await browser.Page.GotoAsync(studio.Server.Url.AbsoluteUri);
        if (path.Length > 0)
            await browser.Page.GotoAsync(new Uri(studio.Server.Address, path).AbsoluteUri);
        return browser;
    }

    /// <summary>A page that was written, opened from the disk; every request is a fault.</summary>
    public static async Task<Browser> OpenFile(string path, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var file = new Uri(path);
        var browser = await Start(url => url.AbsolutePath == file.AbsolutePath && url.IsFile, width, height, scheme);
        await browser.Page.GotoAsync(file.AbsoluteUri);
        return browser;
    }

    private static async Task<Browser> Start(Func<Uri, bool> isOwn, int width, int height, ColorScheme scheme)
    {
        var playwright = await Playwright.CreateAsync();
        var chromium = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Chromium.Path, Args = ["--no-sandbox"] }
        );
        var browser = new Browser(playwright, chromium);
        var context = await chromium.NewContextAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = width, Height = height },
                ColorScheme = scheme,
                AcceptDownloads = true,
            }
        );
        // A machine that is busy with other work is slow, not wrong.
        context.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        await context.RouteAsync(
            "**/*",
            async route =>
            {
                if (isOwn(new Uri(route.Request.Url)))
                {
                    await route.ContinueAsync();
                    return;
                }

                browser._faults.Add("request to " + route.Request.Url);
                await route.AbortAsync();
            }
        );
        var page = browser.Page = await context.NewPageAsync();
        page.PageError += (_, error) => browser._faults.Add("script: " + error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                browser._faults.Add("console: " + message.Text);
        };
        return browser;
    }

    /// <summary>What axe-core finds that keeps people out: serious and critical faults, each in a line.</summary>
    public async Task<IReadOnlyList<string>> SeriousFaults()
    {
        var found = await Page.RunAxe();
        return [.. found.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{v.Id}: {v.Help} ({v.Nodes[0].Html})")];
    }

    /// <summary>How far the page is wider than its window, px.</summary>
    public Task<int> Overflow() => Overflow(Page);

    /// <summary>The same of another page.</summary>
    public static Task<int> Overflow(IPage page) =>
        page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
