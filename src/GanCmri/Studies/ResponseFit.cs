using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Trajectories;

namespace GanCmri.Studies;

/// <summary>Directions from the generator and the segmenter alone: the mean response of synthetic hearts, see <see cref="DirectionMethod.Response"/>.</summary>
public static class ResponseFit
{
    private const double StepSd = .5;

    /// <summary>Draws hearts at end-diastole, differentiates their phenotypes and averages.</summary>
    /// <param name="models">Networks and the ED-to-ES direction.</param>
    /// <param name="options">Hearts, seed, truncation, field.</param>
    /// <param name="progress">Told the hearts finished.</param>
    /// <param name="cancellation">Stops at the next batch.</param>
    /// <returns>Directions of LV area (mm2) and of the sphericity index; moving along either leaves the other on average, to first order.</returns>
    /// <exception cref="InputException">No heart has a cavity, or the phenotypes do not respond.</exception>
    public static IReadOnlyList<PhenotypeDirection> Fit(CohortModels models, SyntheticCohortOptions options, IProgress<StageProgress>? progress = null, CancellationToken cancellation = default)
    {
        options.Validate();
        var source = new SubjectSource(models.Generator, models.EdToEs, options, models.Device);
        var done = 0L;
        var hearts = PhenotypeGradient.Of(models.Generator, models.Segmenter, [.. Enumerable.Range(0, options.Subjects).Select(i => source.Draw(i).EndDiastole)],
            Math.Pow(options.FieldMm / models.Generator.Options.Resolution, 2),
            n => progress?.Report(new StageProgress("differentiate hearts", done += n, options.Subjects, "hearts")), cancellation).Where(g => g.AreaMm2 > 0).ToArray();
        var moves = hearts.Length < 2 ? null : ResponseDirections.Of([Vectors.Mean([.. hearts.Select(h => h.Area)]), Vectors.Mean([.. hearts.Select(h => h.Sphericity)])]);
        if (moves is null) throw new InputException("directions", "synthetic hearts whose cavities respond", "none", "use a generator of hearts");
        return
        [
            Direction(PhenotypeTables.LvAreaMm2, moves[0], [.. hearts.Select(h => h.AreaMm2)]),
            Direction(PhenotypeTables.SphericityIndex, moves[1], [.. hearts.Select(h => h.SphericityIndex)]),
        ];
    }

    private static PhenotypeDirection Direction(string column, float[] move, double[] values)
    {
        var summary = Statistics.Summary.Of(values);
        double[] low = [.. values.Where(v => v < summary.Mean)], high = [.. values.Where(v => v > summary.Mean)];
        return new PhenotypeDirection(column, DirectionMethod.Response, Vectors.Scale(move, StepSd * summary.Sd), summary.Mean, low.Length, high.Length, high.Average() - low.Average());
    }
}
