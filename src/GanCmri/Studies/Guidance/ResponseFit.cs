using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Directions;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Studies.Guidance;

/// <summary>
/// The direction of LV area from generator and segmenter alone: the mean gradient over synthetic hearts, see
/// <see cref="DirectionMethod.Response"/>. Taking out its part along the mean gradient of sphericity did not lessen what it does to
/// sphericity: that gradient points elsewhere in every heart.
/// </summary>
internal static class ResponseFit
{
    private const double StepSd = .5;
    private static readonly SteeredPhenotype Guided = SteeredPhenotype.LvArea;

    /// <summary>Draws hearts at end-diastole, differentiates their LV area and averages.</summary>
    /// <param name="models">Networks and the ED-to-ES direction.</param>
    /// <param name="options">Hearts, seed, truncation, field.</param>
    /// <param name="progress">Told the hearts finished.</param>
    /// <param name="cancellation">Stops at the next batch.</param>
    /// <exception cref="InputException">No two hearts have a cavity, or it does not respond.</exception>
    public static PhenotypeDirection Fit(
        HeartModels models,
        StudyOptions options,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        options.Validate();
        var source = new SubjectSource(models.Generator, models.EdToEs, options, models.Device);
        var done = 0L;
        var hearts = PhenotypeGradient
            .Of(
                models.Generator,
                models.Segmenter,
                [.. Enumerable.Range(0, options.Subjects).Select(i => source.Draw(i).EndDiastole)],
                options.FieldMm,
                n => progress?.Report(new StageProgress("differentiate hearts", done += n, options.Subjects, "hearts")),
                cancellation
            )
            .Where(g => g.HasCavity)
            .ToArray();
        var moves = hearts.Length < 2 ? null : ResponseDirections.Of([Vectors.Mean([.. hearts.Select(h => h.Gradients[Guided.Index])])]);
        if (moves is null)
            throw new InputException("direction", "synthetic hearts whose cavities respond", "none", "use a generator of hearts");
        double[] areas = [.. hearts.Select(h => h.Values[Guided.Index])];
        return MeanSplit
            .Of(areas)
            .Direction(Guided.Phenotype.Name, DirectionMethod.Response, Vectors.Scale(moves[0], StepSd * Statistics.Summary.Of(areas).Sd));
    }
}
