using GanCmri.Runtime;

namespace GanCmri.Studies.Cohorts;

/// <summary>The specifications that come with the program, in folder "cohorts" beside it, or in a notebook in package GanCmri.Models; a
/// user names them without path and ending.</summary>
internal static class ShippedCohorts
{
    private const string Ending = ".yaml";

    /// <summary>Their folder.</summary>
    public static string Folder { get; } =
        Path.Combine(AppContext.BaseDirectory, "cohorts") is var beside && Directory.Exists(beside)
            ? beside
            : NuGetFolder.Find(typeof(ShippedCohorts).Assembly, "GanCmri.Models", "cohorts") ?? beside;

    /// <summary>Their names; none where they are not there.</summary>
    public static IReadOnlyList<string> Names =>
        [
            .. (Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder, "*" + Ending) : [])
                .Select(f => Path.GetFileNameWithoutExtension(f))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The file of a specification.</summary>
    /// <param name="given">A file, or the name of a shipped one; what is neither stays as it is.</param>
    public static string File(string given) => !System.IO.File.Exists(given) && Names.Contains(given) ? Of(given) : given;

    /// <summary>The file of a shipped one.</summary>
    public static string Of(string name) => Path.Combine(Folder, name + Ending);
}
