using GanCmri.Studies.Guidance;

namespace GanCmri.Studies;

/// <summary>The numbers of one heart, without its images.</summary>
/// <param name="Name">The heart's name.</param>
/// <param name="Cines">One result a trajectory.</param>
/// <param name="Guidance">One result a direction.</param>
public sealed record SubjectResult(string Name, IReadOnlyList<CineResult> Cines, IReadOnlyList<GuidanceResult> Guidance)
{
    internal static SubjectResult Of(MeasuredSubject subject, StudyOptions options) =>
        new(
            subject.Name,
            [.. subject.Cines.Select(c => CineResult.Of(c, options.FrameTimeMs))],
            [.. subject.Guidance.Select(g => new GuidanceResult(g.Guided, options.GuidanceSteps, [.. g.Frames.Select(f => f.Measures)]))]
        );
}
