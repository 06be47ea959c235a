using GanCmri.Runtime;

namespace GanCmri.Imaging.Dicom;

/// <summary>Sees through anonymisers that give every file a series, study or patient of its own.</summary>
internal static class DicomIdentifiers
{
    private const int FewestFiles = 4;

    /// <summary>
    /// The same images; where a folder's single images lie two or more at each place, as only frames of cines do, an identifier that no two
    /// of them share is taken away, so that series go by their number, studies by their folder.
    /// </summary>
    /// <param name="images">Images of all folders.</param>
    /// <param name="notes">Told how many files had such identifiers.</param>
    public static IReadOnlyList<DicomHeader> Believable(IReadOnlyList<DicomHeader> images, ReadingNotes notes) =>
        [
            .. images
                .GroupBy(h => h.Frames > 1 ? h.Path : Path.GetDirectoryName(Path.GetFullPath(h.Path))!)
                .SelectMany(folder => Folder([.. folder], notes)),
        ];

    private static IEnumerable<DicomHeader> Folder(List<DicomHeader> files, ReadingNotes notes)
    {
        if (files.Count < FewestFiles || !AreFramesOfCines(files))
            return files;
        var (series, study, patient) = (
            Differs(files, f => f.SeriesUid),
            Differs(files, f => f.StudyUid),
            Differs(files, f => f.PatientId)
        );
        if (!series && !study && !patient)
            return files;
        notes.Add("DICOM identifiers that no two frames of a cine share are not believed", count: files.Count);
        return files.Select(f =>
            f with
            {
                SeriesUid = series ? $"{f.SeriesNumber}" : f.SeriesUid,
                StudyUid = study ? "" : f.StudyUid,
                PatientId = patient ? "" : f.PatientId,
            }
        );
    }

    private static bool AreFramesOfCines(List<DicomHeader> files) =>
        files.TrueForAll(f => f.Position is not null || f.SliceLocationMm is not null)
        && 2 * files.Select(Place).Distinct().Count() <= files.Count;

    private static string Place(DicomHeader file) =>
        FormattableString.Invariant(
            $"{file.Rows} {file.Columns} {string.Join(' ', (file.Position ?? [file.SliceLocationMm!.Value]).Select(v => Math.Round(v, 1)))}"
        );

    private static bool Differs(List<DicomHeader> files, Func<DicomHeader, string> identifier) =>
        files.DistinctBy(identifier).Count() == files.Count;
}
