namespace GanCmri.Studio.Tests.Pages;

/// <summary>The browser of the tests: Debian's Chromium, or the one that GANCMRI_CHROMIUM names.</summary>
internal static class Chromium
{
    public static string? Path { get; } =
        new[] { Environment.GetEnvironmentVariable("GANCMRI_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser" }.FirstOrDefault(
            File.Exists
        );
}

/// <summary>A test that drives a browser; skipped where there is none (.ci/run installs it, and fails where it cannot).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.Path is null)
            Skip = "no Chromium: install it, or name it with GANCMRI_CHROMIUM";
    }
}

/// <summary>The same with several inputs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        if (Chromium.Path is null)
            Skip = "no Chromium: install it, or name it with GANCMRI_CHROMIUM";
    }
}
