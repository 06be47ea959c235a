namespace GanCmri.Imaging.Dicom;

/// <summary>Sorts DICOM files into subjects, stacks (one orientation and size), slices and frames.</summary>
internal static class DicomFolder
{
    private const double SamePlaceMm = 0.1;

    /// <summary>Reads all headers at once and the pixels stack by stack.</summary>
    /// <param name="root">The folder the user named; gives a subject its name where files lie directly in it.</param>
    /// <param name="files">DICOM files at or below it.</param>
    /// <exception cref="Runtime.InputException">A file is damaged or compressed.</exception>
    public static IEnumerable<CineStack> Read(string root, IEnumerable<string> files)
    {
        var headers = files.Select(DicomFile.ReadHeader).OfType<DicomHeader>().DistinctBy(h => h.InstanceKey);
        var patients = headers.GroupBy(h => h.PatientKey).Select(g => (Name: SubjectName(root, g), Files: g)).ToList();
        foreach (var same in patients.GroupBy(p => p.Name))
        {
            foreach (var (number, patient) in same.Index())
            {
                var subject = same.Count() == 1 ? same.Key : FormattableString.Invariant($"{same.Key}-{number + 1}");
                foreach (var stack in patient.Files.GroupBy(StackKey)) yield return ReadStack(subject, [.. stack]);
            }
        }
    }

    /// <summary>The name of the deepest folder that holds all files of a patient.</summary>
    private static string SubjectName(string root, IEnumerable<DicomHeader> files)
    {
        string? common = null;
        foreach (var folder in files.Select(f => Path.GetDirectoryName(Path.GetFullPath(f.Path))!).Distinct())
        {
            common ??= folder;
            while (folder != common && !folder.StartsWith(common + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                common = Path.GetDirectoryName(common) ?? Path.GetFullPath(root);
        }

        return Path.GetFileName(common!);
    }

    private static object StackKey(DicomHeader h) =>
        (h.StudyKey, h.Rows, h.Columns, h.Spacing, h.Orientation is null ? "" : string.Join(' ', h.Orientation.Select(v => Math.Round(v, 2) + 0.0)));

    private static CineStack ReadStack(string subject, List<DicomHeader> files)
    {
        var series = new List<CineSeries>();
        foreach (var (slice, place) in Places(files).Index())
            series.AddRange(place.GroupBy(h => h.SeriesKey).Select(g => ReadSlice(subject, slice, [.. g])));
        return new CineStack(subject, "DICOM", [.. files.Select(f => f.Path)], series);
    }

    /// <summary>Files at one place along the stack, from the lowest position.</summary>
    private static IEnumerable<List<DicomHeader>> Places(List<DicomHeader> files)
    {
        var place = new List<DicomHeader>();
        foreach (var file in files.OrderBy(f => f.PositionMm ?? 0))
        {
            if (place.Count > 0 && (file.PositionMm ?? 0) - (place[^1].PositionMm ?? 0) > SamePlaceMm)
            {
                yield return place;
                place = [];
            }

            place.Add(file);
        }

        yield return place;
    }

    private static CineSeries ReadSlice(string subject, int slice, List<DicomHeader> files)
    {
        var timed = files.Count == 1 || files.Select(f => f.TriggerTimeMs).Distinct().Count() > 1;
        var frames = files.OrderBy(f => timed ? f.TriggerTimeMs : 0).ThenBy(f => f.InstanceNumber).ThenBy(f => f.Path, StringComparer.Ordinal)
            .SelectMany(f => Frames(f, timed)).ToList();
        return new CineSeries(subject, slice, files[0].PositionMm, files[0].Spacing, frames);
    }

    private static IEnumerable<CineFrame> Frames(DicomHeader file, bool timed)
    {
        var stem = Path.GetFileNameWithoutExtension(file.Path);
        var images = DicomFile.ReadFrames(file);
        if (images.Count == 1) return [new CineFrame(images[0], timed ? file.TriggerTimeMs : double.NaN, stem)];
        var start = double.IsNaN(file.TriggerTimeMs) ? 0 : file.TriggerTimeMs;
        return images.Select((image, i) => new CineFrame(image, start + i * file.FrameTimeMs, FormattableString.Invariant($"{stem}-{i + 1:000}")));
    }
}
