namespace GanCmri.Imaging.Subjects;

/// <summary>Where a cine lies.</summary>
/// <param name="Name">What it is called: its folder, or its file without extension.</param>
/// <param name="Folder">The folder that is in, full path.</param>
internal sealed record CinePlaceOnDisk(string Name, string Folder);

/// <summary>Says which subject and study a file belongs to whose content does not tell.</summary>
internal static class SubjectFolders
{
    /// <summary>
    /// What the cines' own names tell (<see cref="SourceName"/>), else the folders above. But where a name comes again in another folder
    /// (P001/a and P002/a), names are no subjects: the first folder below the root is then.
    /// </summary>
    /// <param name="root">The folder, or the one file, that was given.</param>
    /// <param name="places">One for each cine.</param>
    public static IReadOnlyList<SourceName> Of(string root, IReadOnlyList<CinePlaceOnDisk> places)
    {
        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        var named = places.Select(p => (Place: p, Name: SourceName.Of(p.Name), Above: Above(root, p.Folder))).ToArray();
        var again = named
            .Where(n => n.Name.Person.Length > 0)
            .GroupBy(n => n.Place.Name)
            .Any(g => g.Select(n => n.Above.Path).Distinct().Count() > 1);
        return [.. named.Select(n => Subject(n.Place, n.Name, n.Above))];

        SourceName Subject(CinePlaceOnDisk place, SourceName name, PersonFolder above)
        {
            var study = name.Study.Length > 0 ? name.Study : above.Study;
            // "P01/cine_SAX_b1_5" is P01's, as dcm2niix writes it; "cines/sa_01" may be somebody's.
            if (place.Folder != root && above.Path != root && above.Person.Any(char.IsAsciiDigit) && SourceName.BeginsWithView(place.Name))
                return new SourceName(above.Person, study);
            if (again && name.Person.Length > 0 && First(root, above.Path) is { } first)
                return new SourceName(first, study);
            if (name.Person.Length > 0)
                return new SourceName(name.Person, study);
            return name.Study.Length > 0 && place.Folder == root ? new SourceName(place.Name, "") : new SourceName(above.Person, study);
        }
    }

    private static PersonFolder Above(string root, string folder) => PersonFolder.Of(Directory.Exists(root) ? root : folder, folder);

    private static string? First(string root, string folder)
    {
        var first = Path.GetRelativePath(root, folder).Split(Path.DirectorySeparatorChar)[0];
        return first is "." or ".." ? null : first;
    }
}
