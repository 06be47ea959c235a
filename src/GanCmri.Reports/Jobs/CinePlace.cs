using GanCmri.Imaging;
using GanCmri.Runtime;
using GanCmri.Studies;

namespace GanCmri.Reports.Jobs;

/// <summary>Finds and reads the cine a row names, and keeps rows from reaching out of the jobs file's folder, by ".." or by symbolic
/// link.</summary>
internal static class CinePlace
{
    public const string Column = "cine";
    private const string Remedy = "move the cine there, or add --allow-outside";

    /// <summary>The real path of a cine.</summary>
    /// <param name="cell">As the row has it; relative to <paramref name="folder"/>.</param>
    /// <param name="folder">Folder of the jobs file.</param>
    /// <param name="within">Real path of the folder that it must lie in; null: anywhere.</param>
    /// <exception cref="JobException">Nothing there, or it lies outside.</exception>
    public static string Find(string cell, string folder, string? within)
    {
        try
        {
            if (cell.Contains('\0'))
                throw new JobException(Column, "a path", "a zero byte", "correct the path");
            var place = RealPath.Of(Path.Combine(folder, cell));
            if (within is not null && !RealPath.IsWithin(place, within))
                throw Outside("a path that leads out of it");
            if (!File.Exists(place) && !Directory.Exists(place))
                throw new JobException(Column, "a file or folder of a cine", "nothing there", "correct the path");
            if (within is not null && Directory.Exists(place))
                RequireLinksWithin(place, within, [place]);
            return place;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JobException(
                Column,
                "a path that can be read",
                e is IOException ? "none" : "access denied",
                "check links and rights",
                e
            );
        }
    }

    /// <summary>Reads a cine: of several stacks of one subject, such as long axes beside short ones, the one with most slices.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="within">The folder that its files must lie in; null: anywhere.</param>
    /// <exception cref="JobException">Nothing readable, or several subjects; nothing tells the path.</exception>
    public static CineStack Read(string path, string? within)
    {
        try
        {
            return CineStack.LargestOfOneSubject(CineReader.Stacks(path).Select(Allowed))
                ?? throw new JobException(Column, "one subject", "several", "give the path of one subject's beating short-axis cine");
        }
        catch (InputException e)
        {
            // What readers say may name folders and files, and so patients.
            throw new JobException(
                Column,
                "one subject's cine (DICOM, NIfTI, pictures or a frame store)",
                "one that cannot be read",
                "look at it with gancmri measure, or copy it again",
                e
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JobException(
                Column,
                "files that can be read",
                e is IOException ? "a broken file" : "access denied",
                "copy the cine again",
                e
            );
        }

        CineStack Allowed(CineStack stack)
        {
            RequireWithin(stack.Files, within);
            return stack;
        }
    }

    /// <summary>Slices and frames of a cine, by headers alone where its format has some.</summary>
    /// <returns>Null where it cannot be read, which reading it then tells.</returns>
    public static CineExtent? Extent(string path, string? within)
    {
        try
        {
            return CineExtent.OfHeaders(path) ?? CineExtent.Of(Read(path, within));
        }
        catch (Exception e) when (e is InputException or JobException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Checks files that were read, such as those that a frames.csv names.</summary>
    /// <exception cref="JobException">One lies outside.</exception>
    public static void RequireWithin(IEnumerable<string> files, string? within)
    {
        if (within is not null && files.Any(f => !RealPath.IsWithin(RealPath.Of(f), within)))
            throw Outside("a file of the cine outside");
    }

    private static void RequireLinksWithin(string folder, string within, HashSet<string> seen)
    {
        foreach (
            var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos(
                "*",
                new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false }
            )
        )
        {
            var place = entry.LinkTarget is null ? entry.FullName : RealPath.Of(entry.FullName);
            if (!RealPath.IsWithin(place, within))
                throw Outside("a symbolic link in the cine that leads out of it");
            if (Directory.Exists(place) && seen.Add(place))
                RequireLinksWithin(place, within, seen);
        }
    }

    private static JobException Outside(string found) => new(Column, "a cine in the jobs file's folder", found, Remedy);
}
