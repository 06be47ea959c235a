namespace GanCmri.Imaging.Dicom;

/// <summary>Puts single images of one cine in order.</summary>
internal static class DicomOrder
{
    private static readonly Func<DicomHeader, double?>[] Numbers =
    [
        h => h.TemporalPosition,
        h => h.InstanceNumber,
        h => h.AcquisitionSeconds,
        h => h.ContentSeconds,
    ];

    /// <summary>
    /// By trigger time; without, as <see cref="ByNumber"/>. Images without a trigger time among such that have one take the place that a
    /// number or their names give them, if these agree with the times of the others; else they are left out.
    /// </summary>
    public static IReadOnlyList<DicomHeader> ByTime(IReadOnlyList<DicomHeader> files, ReadingNotes notes)
    {
        var known = files.Where(f => double.IsFinite(f.TriggerTimeMs)).ToList();
        if (known.DistinctBy(f => f.TriggerTimeMs).Count() < 2)
            return ByNumber(files);
        if (known.Count == files.Count)
            return [.. files.OrderBy(f => f.TriggerTimeMs).ThenBy(f => f.InstanceNumber).ThenBy(Name, StringComparer.Ordinal)];
        if (Orders(files).FirstOrDefault(IsByTime) is { } order)
            return order;
        notes.Add("left out, DICOM frames without a trigger time beside frames that have one", "frame", files.Count - known.Count);
        return ByTime(known, notes);
    }

    /// <summary>By the first of temporal position, instance number, acquisition and content time that tells all apart, else by names, 2
    /// before 10.</summary>
    public static IReadOnlyList<DicomHeader> ByNumber(IReadOnlyList<DicomHeader> files) => Orders(files).First();

    private static IEnumerable<IReadOnlyList<DicomHeader>> Orders(IReadOnlyList<DicomHeader> files)
    {
        foreach (var number in Numbers)
            if (files.All(f => number(f) is not null) && files.DistinctBy(number).Count() == files.Count)
                yield return [.. files.OrderBy(number)];
        yield return [.. files.OrderBy(Name, StringComparer.Ordinal).ThenBy(f => f.Path, StringComparer.Ordinal)];
    }

    private static bool IsByTime(IReadOnlyList<DicomHeader> files)
    {
        var times = files.Select(f => f.TriggerTimeMs).Where(double.IsFinite).ToArray();
        return times.Zip(times.Skip(1)).All(t => t.First <= t.Second);
    }

    private static string Name(DicomHeader file) => NaturalOrder.Of(Path.GetFileName(file.Path));
}
