using GanCmri.Runtime;

namespace GanCmri.Studies.Guidance;

/// <summary>Guidance alone, over unseen synthetic hearts: each heart moved along each path and measured at every step.</summary>
internal static class GuidanceStudy
{
    private const int HeartsTogether = 16;

    /// <summary>Makes and measures; images are not kept. Cines are not made.</summary>
    /// <param name="models">Networks and the ED-to-ES direction.</param>
    /// <param name="paths">At least one; no two of one phenotype.</param>
    /// <param name="options">Hearts, seed, truncation, steps.</param>
    /// <param name="progress">Told the frames finished.</param>
    /// <param name="cancellation">Stops at the next batch.</param>
    public static StudyResult Run(HeartModels models, IReadOnlyList<GuidancePath> paths, StudyOptions options,
        IProgress<StageProgress>? progress = null, CancellationToken cancellation = default)
    {
        options.Validate();
        if (paths.Count == 0 || paths.DistinctBy(p => p.Guided.Name).Count() != paths.Count)
            throw new InputException("directions", "one direction a phenotype", "two of one, or none", "verify them one after the other");
        var source = new SubjectSource(models.Generator, models.EdToEs, options, models.Device);
        var maker = new FrameMaker(models.Generator, models.Segmenter, options.FieldMm, options.BatchSize);
        long done = 0, total = (long)options.Subjects * paths.Count * options.GuidanceSteps.Count;
        var results = new List<SubjectResult>();
        foreach (var group in Enumerable.Range(0, options.Subjects).Select(source.Draw).Chunk(HeartsTogether))
        {
            var guided = paths.Select(p => p.Of([.. group.Select(s => s.EndDiastole)], options.GuidanceSteps, cancellation)).ToArray();
            for (var i = 0; i < group.Length; i++)
            {
                results.Add(new SubjectResult(group[i].Name, [], [.. paths.Zip(guided, (path, latents) => new GuidanceResult(path.Guided, options.GuidanceSteps,
                    [.. maker.Make(latents[i], n => progress?.Report(new StageProgress("guide hearts", done += n, total, "frames")), cancellation).Select(f => f.Measures)]))]));
            }
        }

        return new StudyResult(options, results);
    }
}
