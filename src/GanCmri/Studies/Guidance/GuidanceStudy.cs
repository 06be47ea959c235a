using GanCmri.Networks;
using GanCmri.Phenotypes;
using GanCmri.Runtime;

namespace GanCmri.Studies.Guidance;

/// <summary>Guidance alone, over unseen synthetic hearts: each heart moved along each path and measured at every step.</summary>
internal static class GuidanceStudy
{
    private const int HeartsTogether = 16;

    /// <summary>Makes and measures; images are not kept. Cines are not made.</summary>
    /// <param name="models">Networks and the ED-to-ES direction; its segmenter measures, under the generator's fixed noise.</param>
    /// <param name="paths">At least one; no two of one phenotype.</param>
    /// <param name="options">Hearts, seed, truncation, steps.</param>
    /// <param name="progress">Told the frames finished.</param>
    /// <param name="cancellation">Stops at the next batch.</param>
    public static StudyResult Run(
        HeartModels models,
        IReadOnlyList<GuidancePath> paths,
        StudyOptions options,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    ) => Run(models, paths, [GuidanceView.Own(models.Segmenter)], options, progress, cancellation)[0].Cohort;

    /// <summary>Makes, and measures as each view sees the same hearts on the same paths; images are not kept.</summary>
    /// <param name="models">Networks and the ED-to-ES direction.</param>
    /// <param name="paths">At least one; no two of one phenotype.</param>
    /// <param name="views">At least one.</param>
    /// <param name="options">Hearts, seed, truncation, steps.</param>
    /// <param name="progress">Told the frames finished.</param>
    /// <param name="cancellation">Stops at the next batch.</param>
    /// <returns>One a view, in their order.</returns>
    public static IReadOnlyList<SeenGuidance> Run(
        HeartModels models,
        IReadOnlyList<GuidancePath> paths,
        IReadOnlyList<GuidanceView> views,
        StudyOptions options,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        options.Validate();
        if (paths.Count == 0 || paths.DistinctBy(p => p.Guided.Name).Count() != paths.Count)
            throw new InputException("directions", "one direction a phenotype", "two of one, or none", "verify them one after the other");
        var source = new SubjectSource(models.Generator, models.EdToEs, options, models.Device);
        FrameMaker[] makers = [.. views.Select(v => new FrameMaker(models.Generator, v.Segmenter, options.FieldMm, options.BatchSize))];
        List<SubjectResult>[] results = [.. views.Select(_ => new List<SubjectResult>())];
        long done = 0,
            total = (long)options.Subjects * paths.Count * options.GuidanceSteps.Count * views.Count;
        for (var first = 0; first < options.Subjects; first += HeartsTogether)
        {
            SyntheticSubject[] group = [.. Enumerable.Range(first, Math.Min(HeartsTogether, options.Subjects - first)).Select(source.Draw)];
            var guided = paths.Select(p => p.Of([.. group.Select(s => s.EndDiastole)], options.GuidanceSteps, cancellation)).ToArray();
            foreach (var (v, view) in views.Index())
            {
                Noise?[] noises = [.. group.Select((_, i) => view.NoiseOf(options.Seed, first + i))];
                // By path, then heart, then step.
                LvMeasures[][][] seen = [.. guided.Select(hearts => Seen(makers[v], hearts, noises))];
                results[v]
                    .AddRange(
                        group.Select(
                            (subject, i) =>
                                new SubjectResult(
                                    subject.Name,
                                    [],
                                    [
                                        .. paths.Zip(
                                            seen,
                                            (path, hearts) => new GuidanceResult(path.Guided, options.GuidanceSteps, hearts[i])
                                        ),
                                    ]
                                )
                        )
                    );
            }
        }

        return [.. views.Zip(results, (view, subjects) => new SeenGuidance(view, new StudyResult(options, subjects)))];

        LvMeasures[][] Seen(FrameMaker maker, IReadOnlyList<float[][]> hearts, Noise?[] noises) =>
            [
                .. maker
                    .Look([.. hearts.SelectMany((steps, i) => steps.Select(w => new HeartLook(w, noises[i])))], Made, cancellation)
                    .Select(f => f.Measures)
                    .Chunk(options.GuidanceSteps.Count),
            ];

        void Made(int frames) => progress?.Report(new StageProgress("guide hearts", done += frames, total, "frames"));
    }
}
