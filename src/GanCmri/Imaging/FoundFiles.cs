using System.Globalization;
using GanCmri.Runtime;

namespace GanCmri.Imaging;

/// <summary>Files that were found in a folder, not named by the user, may be named after a patient: an error tells their number.</summary>
internal static class FoundFiles
{
    /// <summary>Reads a folder; what is wrong with a file below it is told of its number in the order of all paths.</summary>
    /// <param name="folder">As the user named it.</param>
    /// <param name="read">Reads it.</param>
    public static IEnumerable<T> Unnamed<T>(string folder, Func<IEnumerable<T>> read)
    {
        return Rows(Guarded(folder, () => read().GetEnumerator()));

        IEnumerable<T> Rows(IEnumerator<T> items)
        {
            using (items)
            {
                while (Guarded(folder, items.MoveNext))
                    yield return items.Current;
            }
        }
    }

    private static T Guarded<T>(string folder, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (InputException e) when (Below(folder, e.Where) is { } name)
        {
            throw new InputException(Number(folder, name), e.Expected, e.Found, e.Remedy, e);
        }
    }

    // "sub/frames.csv, line 3" -> the path below the folder, and what follows it.
    private static string? Below(string folder, string where)
    {
        foreach (
            var start in new[] { folder, Path.GetFullPath(folder) }.Select(f =>
                Path.TrimEndingDirectorySeparator(f) + Path.DirectorySeparatorChar
            )
        )
            if (where.StartsWith(start, StringComparison.Ordinal))
                return where[start.Length..];
        return null;
    }

    private static string Number(string folder, string name)
    {
        if (!Directory.Exists(folder))
            return $"a path below {folder}"; // all of it is gone
        var all = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.ReparsePoint, // a link may lead in a circle
        };
        var files = Directory
            .EnumerateFiles(folder, "*", all)
            .Select(f => Path.GetRelativePath(folder, f))
            .Order(StringComparer.Ordinal)
            .ToArray();
        var at = Array.IndexOf(files, files.Where(f => name.StartsWith(f, StringComparison.Ordinal)).MaxBy(f => f.Length));
        if (at < 0)
            return $"a path below {folder}";
        var rest = name[files[at].Length..];
        return string.Create(CultureInfo.InvariantCulture, $"file {at + 1} of {files.Length} below {folder} (by path){rest}");
    }
}
