using GanCmri.Phenotypes;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Studies;

/// <summary>A whole synthetic cohort, measured.</summary>
/// <param name="Options">How it was made.</param>
/// <param name="Subjects">Its hearts.</param>
public sealed record StudyResult(StudyOptions Options, IReadOnlyList<SubjectResult> Subjects)
{
    /// <summary>The trajectories, in the order of the files.</summary>
    public IReadOnlyList<MotionKind> Trajectories => [.. Subjects[0].Cines.Select(c => c.Trajectory)];

    /// <summary>The guided phenotypes.</summary>
    public IReadOnlyList<FramePhenotype> Guided => [.. Subjects[0].Guidance.Select(g => g.Guided)];

    /// <summary>A phenotype of every heart before it is guided: in the first frame of its first cine or, in a study of guidance alone, at
    /// the step nearest 0.</summary>
    public IReadOnlyList<double> Baseline(FramePhenotype phenotype)
    {
        var still = Enumerable.Range(0, Options.GuidanceSteps.Count).MinBy(i => Math.Abs(Options.GuidanceSteps[i]));
        return [.. Subjects.Select(s => phenotype.Measure(s.Cines.Count > 0 ? s.Cines[0].Frames[0] : s.Guidance[0].Frames[still]))];
    }

    /// <summary>All cines of one trajectory.</summary>
    public IReadOnlyList<CineResult> Cines(MotionKind trajectory) =>
        [.. Subjects.Select(s => s.Cines.Single(c => c.Trajectory == trajectory))];
}
