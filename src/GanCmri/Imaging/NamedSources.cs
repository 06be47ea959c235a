using GanCmri.Imaging.Pictures;
using GanCmri.Imaging.Store;
using GanCmri.Imaging.Subjects;

namespace GanCmri.Imaging;

/// <summary>
/// Tables and frame stores, which name their subjects themselves: every store calls its first one S001. A name that is found at several
/// places below one folder is that of several people, and each gets the place before it ("north/S001"); all others stay. So does a name
/// that folders or files of other cines have, too. Tables in folders that are named by a visit, a view or a part of a data set only
/// (<see cref="PersonFolder"/>) are of one place; where their visits differ, they are studies of the people whom several of them name.
/// </summary>
internal static class NamedSources
{
    private static readonly SubjectLinks Spelling = SubjectLinks.Read([]);

    /// <summary>Reads what was found, one source after the other, and notes how many subjects were given a place.</summary>
    /// <param name="root">The folder, or the one file, that was given.</param>
    /// <param name="found">What lies there.</param>
    /// <param name="others">Whom folders and files of other cines name; looked up only where there are tables or stores.</param>
    public static IEnumerable<IEnumerable<CineStack>> Read(string root, FoundCines found, IEnumerable<string> others)
    {
        if (found.Tables.Count + found.Stores.Count == 0)
            return [];
        var options = found.Options;
        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        NamedSource[] sources =
        [
            .. found.Tables.Select(t => NamedSource.OfTable(root, t)),
            .. found.Stores.Select(s => NamedSource.OfStore(root, s)),
        ];
        HashSet<string> shared = [.. Shared(sources)],
            elsewhere = [.. others.Select(Spelling.Person)];
        var placed = sources.SelectMany(s => s.Names.Where(n => Name(s, n) != n), Name).Distinct().Count();
        if (placed > 0)
            options.Notes.Add(
                "named with their folder, as several tables, frame stores or folders use their names (a link.csv joins those who are one "
                    + "person)",
                "subject",
                placed
            );
        options.Notes.ExpectedFrames += sources.Sum(s => s.Subjects.LongCount(n => options.Wants(Name(s, n))));
        var visited = Visited(sources);
        return sources.Select(source =>
            source
                .Read(options with { Subjects = subject => options.Wants(Name(source, subject)) })
                .Select(stack => HasVisits(source, stack.Subject) ? stack.InStudy(source.Study) : stack)
                .Select(stack => Name(source, stack.Subject) is var name && name != stack.Subject ? stack.Renamed(name) : stack)
        );

        string Name(NamedSource source, string subject) =>
            source.Place.Length > 0 && IsShared(source, subject, Spelling.Person(subject)) ? $"{source.Place}/{subject}" : subject;

        // Several tables tell visits of theirs, or a table one and their own folder others.
        bool HasVisits(NamedSource source, string subject) =>
            visited.Contains(Of(source, subject))
            || source.Study.Length > 0 && elsewhere.Contains(Spelling.Person(subject)) && Name(source, subject) == subject;

        bool IsShared(NamedSource source, string subject, string person) =>
            shared.Contains(person) || elsewhere.Contains(person) && !source.IsFolderOf(subject);
    }

    // Names that several places use.
    private static IEnumerable<string> Shared(IEnumerable<NamedSource> sources) =>
        sources.SelectMany(s => s.Names, Of).Distinct().CountBy(p => p.Person).Where(p => p.Value > 1).Select(p => p.Key);

    // People whom tables of one place and several visits name.
    private static HashSet<PlacedPerson> Visited(IEnumerable<NamedSource> sources) =>
        [
            .. sources
                .SelectMany(s => s.Names.Select(n => new PersonVisit(Of(s, n), s.Study)))
                .Distinct()
                .CountBy(v => v.Who)
                .Where(v => v.Value > 1)
                .Select(v => v.Key),
        ];

    private static PlacedPerson Of(NamedSource source, string subject) => new(Spelling.Person(subject), source.Place);

    private sealed record PlacedPerson(string Person, string Place);

    private sealed record PersonVisit(PlacedPerson Who, string Study);
}
