namespace GanCmri.Runtime;

/// <summary>Where a path really leads: absolute, every symbolic link followed, "..", as the system does it, after the links before
/// it.</summary>
internal static class RealPath
{
    private const int MostLinks = 64;

    /// <exception cref="IOException">The links go round in a circle.</exception>
    public static string Of(string path)
    {
        var absolute = Path.IsPathRooted(path) ? path : Path.Combine(Directory.GetCurrentDirectory(), path);
        var place = Path.GetPathRoot(absolute)!;
        var left = new Stack<string>(Parts(absolute[place.Length..]).Reverse());
        var links = 0;
        while (left.TryPop(out var part))
        {
            if (part == ".")
                continue;
            if (part == "..")
            {
                place = Path.GetDirectoryName(place) ?? place;
                continue;
            }

            var next = Path.Combine(place, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                place = next;
                continue;
            }

            if (++links > MostLinks)
                throw new IOException("links in a circle");
            if (Path.GetPathRoot(target) is { Length: > 0 } root)
                (place, target) = (root, target[root.Length..]);
            foreach (var step in Parts(target).Reverse())
                left.Push(step);
        }

        return place;
    }

    /// <summary>Whether a real path is a real folder or lies in it.</summary>
    public static bool IsWithin(string path, string folder) =>
        path == folder
        || path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string[] Parts(string path) =>
        path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
}
