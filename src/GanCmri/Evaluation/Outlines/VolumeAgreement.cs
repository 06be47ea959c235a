using GanCmri.Statistics;

namespace GanCmri.Evaluation.Outlines;

/// <summary>Volumes of one ventricle of one subject, by hand and by the segmenter: sums of areas times slice distance over the slices that
/// were outlined by hand.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Structure">Left or right cavity.</param>
/// <param name="ManualEdvMl">End-diastolic volume by hand, ml.</param>
/// <param name="ManualEsvMl">End-systolic volume by hand, ml.</param>
/// <param name="EdvMl">End-diastolic volume by the segmenter, ml.</param>
/// <param name="EsvMl">End-systolic volume by the segmenter, ml.</param>
internal sealed record SubjectVolumes(
    string Subject,
    Structure Structure,
    double ManualEdvMl,
    double ManualEsvMl,
    double EdvMl,
    double EsvMl
)
{
    /// <summary>Ejection fraction by hand, %.</summary>
    public double ManualEfPercent => 100 * (1 - ManualEsvMl / ManualEdvMl);

    /// <summary>Ejection fraction by the segmenter, %.</summary>
    public double EfPercent => 100 * (1 - EsvMl / EdvMl);

    /// <summary>The subjects of which stacks at ED and at ES are known, with slice distance and pixel size.</summary>
    internal static IEnumerable<SubjectVolumes> Of(IEnumerable<OutlinedStructure> frames) =>
        frames
            .Where(f => f.Structure != Structure.LeftEpicardium && f.Frame.Spacing is not null && f.Frame.SliceDistanceMm > 0)
            .GroupBy(f => (f.Frame.Subject, f.Structure))
            .Where(g => g.Any(f => f.Frame.Phase == "ED") && g.Any(f => f.Frame.Phase == "ES"))
            .Select(g => new SubjectVolumes(
                g.Key.Subject,
                g.Key.Structure,
                Volume(g, "ED", f => f.ManualAreaPx),
                Volume(g, "ES", f => f.ManualAreaPx),
                Volume(g, "ED", f => f.AreaPx),
                Volume(g, "ES", f => f.AreaPx)
            ))
            .Where(v => v is { ManualEdvMl: > 0, EdvMl: > 0 });

    private static double Volume(IEnumerable<OutlinedStructure> frames, string phase, Func<OutlinedStructure, double> areaPx) =>
        frames.Where(f => f.Frame.Phase == phase).Sum(f => areaPx(f) * f.Frame.Spacing!.AreaMm2 * f.Frame.SliceDistanceMm / 1000);
}

/// <summary>How well volumes and ejection fractions of one source's subjects agree.</summary>
/// <param name="Source">The data set.</param>
/// <param name="Structure">Left or right cavity.</param>
/// <param name="Subjects">The subjects.</param>
/// <param name="EdvMl">EDV, segmenter less manual, ml.</param>
/// <param name="EsvMl">ESV, segmenter less manual, ml.</param>
/// <param name="EfPercent">EF, segmenter less manual, percentage points.</param>
/// <param name="EfBias">Mean difference of EF, points, with interval over subjects.</param>
internal sealed record VolumeAgreement(
    string Source,
    Structure Structure,
    IReadOnlyList<SubjectVolumes> Subjects,
    BlandAltman EdvMl,
    BlandAltman EsvMl,
    BlandAltman EfPercent,
    BootstrapInterval EfBias
)
{
    internal static VolumeAgreement Of(string source, Structure structure, IReadOnlyList<SubjectVolumes> subjects) =>
        new(
            source,
            structure,
            subjects,
            BlandAltman.Of([.. subjects.Select(s => s.EdvMl)], [.. subjects.Select(s => s.ManualEdvMl)]),
            BlandAltman.Of([.. subjects.Select(s => s.EsvMl)], [.. subjects.Select(s => s.ManualEsvMl)]),
            BlandAltman.Of([.. subjects.Select(s => s.EfPercent)], [.. subjects.Select(s => s.ManualEfPercent)]),
            Bootstrap.Interval(subjects.Count, rows => rows.Average(i => subjects[i].EfPercent - subjects[i].ManualEfPercent))
        );
}
