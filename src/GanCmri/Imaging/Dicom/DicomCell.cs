namespace GanCmri.Imaging.Dicom;

/// <summary>Images of one series at one place.</summary>
/// <param name="PlaceMm">Along the stack; null if unknown.</param>
/// <param name="Files">At least one.</param>
internal sealed record DicomCell(double? PlaceMm, IReadOnlyList<DicomHeader> Files)
{
    public string SeriesUid => Files[0].SeriesUid;

    public int Frames => Files.Sum(f => f.Frames);

    /// <summary>The series at a place; a file of several frames is a cine by itself.</summary>
    public static IEnumerable<DicomCell> AtOnePlace(double? placeMm, IEnumerable<DicomHeader> files) =>
        files.GroupBy(f => (f.SeriesUid, Alone: f.Frames > 1 ? f.Path : "")).Select(g => new DicomCell(placeMm, [.. g]));

    /// <summary>
    /// Files that do not tell their place: each series, and in it each folder or each run of names ("s1_01", "s2_01"), if these divide it
    /// evenly, is taken as one slice; so is each beat where trigger times begin anew or the images a beat are told.
    /// </summary>
    public static IEnumerable<DicomCell> WithoutPlace(IEnumerable<DicomHeader> files)
    {
        foreach (var series in AtOnePlace(null, files))
        {
            var ordered = DicomOrder.ByNumber(series.Files);
            var parts =
                Evenly(ordered.GroupBy(f => Path.GetDirectoryName(f.Path)!))
                ?? Evenly(ordered.GroupBy(NameWithoutNumber))
                ?? ByBeat(ordered)
                ?? [ordered];
            foreach (var part in parts)
                yield return new DicomCell(null, [.. part]);
        }
    }

    private static List<IReadOnlyList<DicomHeader>>? Evenly<T>(IEnumerable<IGrouping<T, DicomHeader>> groups)
    {
        var parts = groups.Select(g => (IReadOnlyList<DicomHeader>)[.. g]).ToList();
        return parts.Count > 1 && parts[0].Count > 1 && parts.TrueForAll(p => p.Count == parts[0].Count) ? parts : null;
    }

    private static List<IReadOnlyList<DicomHeader>>? ByBeat(IReadOnlyList<DicomHeader> files)
    {
        var times = files.Select(f => f.TriggerTimeMs).ToArray();
        var phases = times.All(double.IsFinite) ? times.Distinct().Count() : files[0].CycleImages ?? files.Count;
        if (phases < 2 || phases >= files.Count || files.Count % phases != 0)
            return null;
        if (!times.All(double.IsFinite))
            return [.. files.Chunk(phases)];
        return Evenly(files.GroupBy(f => f.TriggerTimeMs).SelectMany(g => g.Index()).GroupBy(f => f.Index, f => f.Item));
    }

    // "slice2_frame07" without its last number.
    private static string NameWithoutNumber(DicomHeader file) =>
        Path.GetFileNameWithoutExtension(file.Path).TrimEnd("0123456789".ToCharArray());
}
