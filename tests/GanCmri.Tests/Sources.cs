namespace GanCmri.Tests;

/// <summary>The repository that the tests were built from.</summary>
internal static class Sources
{
    /// <summary>The folder with GanCmri.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>C# files below a folder of the repository, without what the build made.</summary>
    public static IEnumerable<string> Code(params string[] folder) =>
        Directory
            .EnumerateFiles(Path.Combine([Root, .. folder]), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GanCmri.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
