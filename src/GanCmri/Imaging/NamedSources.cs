using GanCmri.Imaging.Pictures;
using GanCmri.Imaging.Store;
using GanCmri.Imaging.Subjects;

namespace GanCmri.Imaging;

/// <summary>
/// Tables and frame stores, which name their subjects themselves: every store calls its first one S001. A name that is found at several
/// places below one folder is that of several people, and each gets the place before it ("north/S001"); all others stay. Tables in folders
/// that are named by a visit, a view or a part of a data set only (<see cref="PersonFolder"/>) are of one place.
/// </summary>
internal static class NamedSources
{
    private static readonly SubjectLinks Spelling = SubjectLinks.Read([]);

    /// <summary>Reads what was found, one source after the other, and notes how many subjects were given a place.</summary>
    /// <param name="root">The folder, or the one file, that was given.</param>
    /// <param name="found">What lies there.</param>
    public static IEnumerable<IEnumerable<CineStack>> Read(string root, FoundCines found)
    {
        var options = found.Options;
        if (found.Tables.Count + found.Stores.Count == 1)
            return found
                .Tables.Select(t => PictureTableReader.Read(t, options))
                .Concat(found.Stores.Select(s => FrameStoreReader.Read(s, options)));
        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        Source[] sources = [.. found.Tables.Select(t => Source.OfTable(root, t)), .. found.Stores.Select(s => Source.OfStore(root, s))];
        var shared = sources
            .SelectMany(s => s.Subjects, (s, subject) => (Person: Spelling.Person(subject), s.Place))
            .Distinct()
            .CountBy(p => p.Person)
            .Where(p => p.Value > 1)
            .Select(p => p.Key)
            .ToHashSet();
        var placed = sources.SelectMany(s => s.Subjects.Where(n => Name(s, n) != n), Name).Distinct().Count();
        if (placed > 0)
            options.Notes.Add(
                "named with their folder, as several tables or frame stores use their names (a link.csv joins those who are one person)",
                "subject",
                placed
            );
        return sources.Select(source =>
            source
                .Read(options with { Subjects = subject => options.Wants(Name(source, subject)) })
                .Select(stack => Name(source, stack.Subject) is var name && name != stack.Subject ? stack.Renamed(name) : stack)
        );

        string Name(Source source, string subject) =>
            source.Place.Length > 0 && shared.Contains(Spelling.Person(subject)) ? $"{source.Place}/{subject}" : subject;
    }

    private sealed record Source(string Place, string[] Subjects, Func<CineReaderOptions, IEnumerable<CineStack>> Read)
    {
        public static Source OfTable(string root, string csv) =>
            new(
                Below(root, PersonFolder.Of(root, Path.GetDirectoryName(Path.GetFullPath(csv))!).Path),
                [.. PictureTableReader.Subjects(csv)],
                options => PictureTableReader.Read(csv, options)
            );

        public static Source OfStore(string root, string folder) =>
            new(
                Below(root, Path.GetFullPath(folder)),
                [.. FrameStoreReader.Subjects(folder)],
                options => FrameStoreReader.Read(folder, options)
            );

        // With "/" on every system; "" for the root itself.
        private static string Below(string root, string folder) =>
            folder == root ? "" : Path.GetRelativePath(root, folder).Replace(Path.DirectorySeparatorChar, '/');
    }
}
