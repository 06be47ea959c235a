using GanCmri.Imaging.Subjects;

namespace GanCmri.Imaging.Dicom;

/// <summary>Says which studies are of one person.</summary>
internal static class DicomPeople
{
    /// <summary>
    /// Studies of one patient id are one person's, unless the id is a placeholder, or a mere word in folders of several people, or birth
    /// date or sex differ. Studies in the folders of one person (sub-01/ses-1 and sub-01/ses-2, P1_baseline and P1_followup) are that
    /// person's in any case.
    /// </summary>
    /// <returns>The visits of each person, in the order of the images.</returns>
    public static IEnumerable<IReadOnlyList<DicomVisit>> Of(string root, IReadOnlyList<DicomHeader> images, ReadingNotes notes)
    {
        var visits = images.GroupBy(h => (h.PatientId, Study: StudyKey(root, h))).Select(g => new DicomVisit(root, [.. g])).ToList();
        var people = visits.GroupBy(v => v.Files[0].PatientId).SelectMany(g => ByNumber(g.Key, [.. g], notes)).ToList();
        return people.Index().GroupBy(p => Home(p.Item, visits) ?? $"{p.Index}", p => p.Item).Select(g => g.SelectMany(v => v).ToList());
    }

    private static string StudyKey(string root, DicomHeader image)
    {
        if (image.StudyUid.Length > 0)
            return image.StudyUid;
        var place = PersonFolder.Of(root, Path.GetDirectoryName(Path.GetFullPath(image.Path))!);
        return Path.Combine(place.Path, place.Study);
    }

    private static IEnumerable<List<DicomVisit>> ByNumber(string id, List<DicomVisit> visits, ReadingNotes notes)
    {
        if (visits.Count == 1)
            return [visits];
        if (PatientIds.IsPlaceholder(id) || (!PatientIds.IsNumber(id) && visits.Select(v => v.Place.Path).Distinct().Count() > 1))
        {
            notes.Add(
                "DICOM studies under one placeholder as patient id are taken as of different people, unless their folders name one person",
                "visit",
                visits.Count
            );
            return visits.Select(v => new List<DicomVisit> { v });
        }

        if (visits.Select(v => v.Traits).Where(t => t.Length > 0).Distinct().Count() < 2)
            return [visits];
        notes.Add(
            "DICOM studies under one patient id, but of several birth dates or sexes, are taken as of different people",
            "visit",
            visits.Count
        );
        return visits.GroupBy(v => v.Traits).Select(g => g.ToList());
    }

    /// <summary>The folder of the one person that the folders of all visits name, each folder one visit's; else null.</summary>
    private static string? Home(List<DicomVisit> person, List<DicomVisit> all)
    {
        var home = person[0].Place.Path;
        return person.TrueForAll(v => v.Place.IsNamed && v.Place.Path == home && all.Count(o => o.Folder == v.Folder) == 1) ? home : null;
    }
}
