namespace GanCmri.Imaging.Dicom;

/// <summary>One study of one person, under the names that tables give them.</summary>
/// <param name="Subject">From the folders; never from a header.</param>
/// <param name="Study">What the folder says of the study, or its number by date; empty where the person has one only and no folder
/// says.</param>
/// <param name="Files">Its images.</param>
internal sealed record DicomStudy(string Subject, string Study, IReadOnlyList<DicomHeader> Files)
{
    /// <summary>What sets it apart from a second export of the same: the folder's word for it, else its date.</summary>
    public string Occasion { get; private init; } = "";

    /// <summary>Sorts images into persons and studies.</summary>
    /// <param name="root">The folder, or the one file, that was given.</param>
    /// <param name="images">Images at or below it.</param>
    /// <param name="notes">Told where patient ids and folders disagree.</param>
    public static IReadOnlyList<DicomStudy> Of(string root, IReadOnlyList<DicomHeader> images, ReadingNotes notes)
    {
        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        if (!Directory.Exists(root))
            root = Path.GetDirectoryName(root)!;
        var people = DicomPeople.Of(root, images, notes).Select(visits => (Name: Name(root, visits), Visits: visits)).ToList();
        return
        [
            .. from same in people.GroupBy(p => p.Name)
            from person in same.Index()
            let name = same.Count() == 1 ? same.Key : FormattableString.Invariant($"{same.Key}-{person.Index + 1}")
            from study in Studies(name, person.Item.Visits)
            select study,
        ];
    }

    private static string Name(string root, IReadOnlyList<DicomVisit> visits) =>
        visits.Select(v => v.Place.Path).Distinct().Count() == 1 && visits[0].Place.Path != root
            ? visits[0].Place.Person
            : Path.GetFileName(DicomVisit.CommonFolder(root, visits.SelectMany(v => v.Files)));

    private static IEnumerable<DicomStudy> Studies(string subject, IReadOnlyList<DicomVisit> visits)
    {
        var told = visits.Select(v => v.Place.IsNamed ? v.Place.Study : "").ToArray();
        var tells = visits.Count == 1 || (told.All(s => s.Length > 0) && told.Distinct().Count() == told.Length);
        return visits
            .Zip(told)
            .OrderBy(v => v.First.Date, StringComparer.Ordinal)
            .Select(
                (v, i) =>
                    new DicomStudy(subject, tells ? v.Second : FormattableString.Invariant($"{i + 1}"), v.First.Files)
                    {
                        Occasion = tells && v.Second.Length > 0 ? v.Second : v.First.Date,
                    }
            );
    }
}
