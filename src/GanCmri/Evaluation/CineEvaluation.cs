using GanCmri.Imaging;
using GanCmri.Runtime;

namespace GanCmri.Evaluation;

/// <summary>A whole evaluation: the frames of real and synthetic cines compared, and their clips where enough patients have them.</summary>
/// <param name="Rows">The comparisons, frames first.</param>
/// <param name="Notes">What was not compared, and why.</param>
internal sealed record CineEvaluation(IReadOnlyList<DistanceRow> Rows, IReadOnlyList<string> Notes)
{
    private const int FewestFramesOfAClip = 8,
        FewestPatients = 4,
        Stages = 3;

    /// <summary>Compares.</summary>
    /// <param name="evaluator">The features.</param>
    /// <param name="real">Cines of at least 4 patients that were not trained on.</param>
    /// <param name="synthetic">Cines of at least 2 subjects.</param>
    /// <param name="trained">Cines of the patients trained on; null: unknown.</param>
    /// <param name="progress">Told the stages done.</param>
    public static CineEvaluation Of(
        Evaluator evaluator,
        IReadOnlyList<CineSeries> real,
        IReadOnlyList<CineSeries> synthetic,
        IReadOnlyList<CineSeries>? trained,
        IProgress<StageProgress>? progress = null
    )
    {
        List<DistanceRow> rows =
        [
            .. evaluator.CompareFrames(FrameSet.Of(real), FrameSet.Of(synthetic), trained is null ? null : FrameSet.Of(trained)),
        ];
        Report(1);
        var (realClips, syntheticClips) = (Clips(real), Clips(synthetic));
        var evaluation = new CineEvaluation(rows, [.. NotesOf(real.Count + synthetic.Count, realClips, syntheticClips)]);
        if (Patients(realClips) < FewestPatients)
            return evaluation;
        if (Patients(syntheticClips) >= FewestPatients)
            rows.AddRange(evaluator.CompareClips(realClips, syntheticClips, trained is null ? null : TrainedClips(trained)));
        Report(2);
        rows.AddRange(evaluator.Controls(realClips));
        Report(3);
        return evaluation;

        void Report(int done) => progress?.Report(new StageProgress("evaluate", done, Stages, "comparisons"));
    }

    /// <summary>Checks that cines are of enough subjects for distances to mean something.</summary>
    /// <param name="cines">The cines.</param>
    /// <param name="path">Where they are from, for the message.</param>
    /// <exception cref="InputException">They are not.</exception>
    public static void RequirePatients(IReadOnlyList<CineSeries> cines, string path)
    {
        if (Patients(cines) < FewestPatients)
            throw new InputException(
                path,
                $"at least {FewestPatients} subjects",
                $"{Patients(cines)}",
                "add more: distances between fewer mean nothing"
            );
    }

    private static IEnumerable<string> NotesOf(int cines, CineSeries[] real, CineSeries[] synthetic)
    {
        var shorter = cines - real.Length - synthetic.Length;
        if (shorter > 0)
            yield return $"{shorter} of {cines} cines have fewer than {FewestFramesOfAClip} frames and are not compared as clips";
        foreach (var (name, clips) in new[] { ("real", real), ("synthetic", synthetic) })
        {
            if (clips.Length > 0 && Patients(clips) < FewestPatients)
                yield return $"clips are not compared: {Patients(clips)} {name} subjects with cines of {FewestFramesOfAClip} frames or "
                    + $"more, {FewestPatients} needed";
        }
    }

    private static CineSeries[]? TrainedClips(IReadOnlyList<CineSeries> trained) =>
        Clips(trained) is var clips && Patients(clips) >= 2 ? clips : null;

    private static CineSeries[] Clips(IReadOnlyList<CineSeries> cines) => [.. cines.Where(c => c.Frames.Count >= FewestFramesOfAClip)];

    private static int Patients(IReadOnlyList<CineSeries> cines) => cines.Select(c => c.Subject).Distinct().Count();
}
