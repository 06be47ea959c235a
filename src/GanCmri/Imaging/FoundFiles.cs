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
        catch (InputException e) when (Below(folder, e.Where) is not null)
        {
            var where = Place(folder, All(folder), e.Where) is { } place
                ? string.Create(CultureInfo.InvariantCulture, $"file {place.Number} of {place.Count} below {folder} (by path){place.Rest}")
                : $"a path below {folder}";
            throw new InputException(where, e.Expected, e.Found, e.Remedy, e);
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

    /// <summary>The number of the file that an error is about; null where it is of none of them.</summary>
    /// <param name="folder">As the user named it.</param>
    /// <param name="all">What <see cref="All"/> found there.</param>
    /// <param name="where">What the error says.</param>
    public static FilePlace? Place(string folder, string[] all, string where)
    {
        if (Below(folder, where) is not { } name)
            return null;
        var at = Array.IndexOf(all, all.Where(f => name.StartsWith(f, StringComparison.Ordinal)).MaxBy(f => f.Length));
        return at < 0 ? null : new FilePlace(at + 1, all.Length) { Rest = name[all[at].Length..] };
    }

    /// <summary>All files below a folder, as paths from there, in their order; none where it is gone.</summary>
    public static string[] All(string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        var all = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.ReparsePoint, // a link may lead in a circle
        };
        return [.. Directory.EnumerateFiles(folder, "*", all).Select(f => Path.GetRelativePath(folder, f)).Order(StringComparer.Ordinal)];
    }
}

/// <summary>A file by its number, which tells no patient.</summary>
/// <param name="Number">From 1, in the order of all paths.</param>
/// <param name="Count">How many files there are.</param>
internal sealed record FilePlace(int Number, int Count)
{
    /// <summary>What an error says behind the path, e.g. ", line 3".</summary>
    public string Rest { get; init; } = "";
}
