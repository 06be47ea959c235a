namespace GanCmri.Tests.Fixtures;

/// <summary>What an early version wrote; how, is told in EarlyFiles/README.md.</summary>
internal static class EarlyFiles
{
    /// <summary>Where such a file lies.</summary>
    public static string Path(params string[] name) =>
        System.IO.Path.Combine([AppContext.BaseDirectory, "Fixtures", "EarlyFiles", .. name]);
}
