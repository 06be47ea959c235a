namespace GanCmri.Imaging;

/// <summary>Where a cine lies.</summary>
/// <param name="Name">What it is called: its folder, or its file without extension.</param>
/// <param name="Folder">The folder that is in.</param>
internal sealed record CinePlaceOnDisk(string Name, string Folder);

/// <summary>Says which subject a file belongs to whose content does not tell.</summary>
internal static class SubjectFolders
{
    /// <summary>
    /// The cines' own names; but where a name comes again in another folder (P001/slice1 and P002/slice1), names are no subjects: the first
    /// folder below the root is then.
    /// </summary>
    /// <param name="root">The folder that was given.</param>
    /// <param name="places">One for each cine.</param>
    public static IReadOnlyList<string> Of(string root, IReadOnlyList<CinePlaceOnDisk> places)
    {
        var again = places.GroupBy(p => p.Name).Any(g => g.Select(p => p.Folder).Distinct().Count() > 1);
        return [.. places.Select(p => again && First(root, p.Folder) is { } folder ? folder : p.Name)];
    }

    private static string? First(string root, string folder)
    {
        var first = Path.GetRelativePath(Path.GetFullPath(root), folder).Split(Path.DirectorySeparatorChar)[0];
        return first is "." or ".." ? null : first;
    }
}
