using System.Reflection;

namespace GanCmri.Runtime;

/// <summary>
/// NuGet's own folder of packages, where a notebook loads them from: there is no output folder into which models and native libraries were
/// copied.
/// </summary>
internal static class NuGetFolder
{
    /// <summary>
    /// A folder of another package, if an assembly lies in a folder of packages (ROOT/id/version/lib/framework/name.dll): the version that
    /// the assembly's own package has, else the newest; null if there is none.
    /// </summary>
    /// <param name="assembly">Whose neighbour.</param>
    /// <param name="package">The other's id.</param>
    /// <param name="folder">Within the package, e.g. "models".</param>
    public static string? Find(Assembly assembly, string package, string folder)
    {
        if (assembly.Location.Length == 0)
            return null; // within a program of a single file
        var version = Directory.GetParent(assembly.Location)?.Parent?.Parent;
        if (version?.Parent?.Parent is not { } root || !File.Exists(Path.Combine(version.FullName, ".nupkg.metadata")))
            return null;
        var all = Path.Combine(root.FullName, package.ToLowerInvariant());
        if (!Directory.Exists(all))
            return null;
        return Directory
            .EnumerateDirectories(all)
            .OrderByDescending(v => Path.GetFileName(v) == version.Name)
            .ThenByDescending(v => Version.TryParse(Path.GetFileName(v), out var number) ? number : new Version())
            .Select(v => Path.Combine(v, folder))
            .FirstOrDefault(Directory.Exists);
    }
}
