using System.Diagnostics;
using GanCmri.Latents;
using GanCmri.Runtime;
using GanCmri.Trajectories;

namespace GanCmri.Studies.Projections;

/// <summary>Frames in, latents out: a store or a folder of pictures, projected cine by cine into files that a stopped run goes on with.</summary>
public static class FrameProjection
{
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(20);

    /// <summary>Projects every frame that is not projected yet.</summary>
    /// <param name="options">Frames, networks, files.</param>
    /// <param name="progress">Told the frames finished.</param>
    /// <param name="cancellation">Ends between two steps; what is finished is kept.</param>
    /// <param name="note">Told what was left out or doubted in the frames; null: nobody.</param>
    /// <returns>The quality of all frames, in the order of the latents.</returns>
    /// <exception cref="InputException">A file is missing, damaged or of another size, or the output was made with other options.</exception>
    /// <exception cref="ArgumentException">An option of the projector is out of range.</exception>
    public static IReadOnlyList<ProjectedFrameQuality> Run(FrameProjectionOptions options, IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default, Action<string>? note = null)
    {
        options.Projector.Validate();
        options.Tuning?.Validate();
        using var networks = new ProjectionNetworks(options);
        var cines = FrameSource.Cines(options.Data, networks.Generator.Options.Resolution, note);
        var layers = options.Projector.Space == LatentSpace.W ? 1 : networks.Generator.NumWs;
        var files = new ProjectionFiles(options.Output, options.Quality, layers, new Dictionary<string, string>
        {
            ["program"] = Provenance.ThisProgram,
            ["data"] = FrameSource.Digest(cines),
            ["bf16"] = options.BFloat16 ? "yes" : "no",
            ["options"] = $"{options.Projector with { BatchSize = 1 }}{(options.Tuning is { } tuning ? $" {tuning}" : "")}",
        }.Concat(networks.Hashes()).ToDictionary());
        var tuner = options.Tuning is null ? null : new CineTuning(networks.Generator, options.Tuning, TuningTable.Folder(options.Output));
        Run(networks.Projector(), tuner, cines, files, options.Projector.BatchSize, progress, cancellation);
        if (tuner is not null) TuningTable.Write(options.Output, cines);
        return files.Quality;
    }

    private static void Run(CineProjector projector, CineTuning? tuner, IReadOnlyList<IReadOnlyList<SourceFrame>> cines, ProjectionFiles files, int batch,
        IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        var numbers = cines.Index().ToDictionary(c => c.Item, c => c.Index + 1);
        var finished = files.Finished();
        var left = cines.Where(c => c.Any(f => !finished.Contains(f.Id))).ToArray();
        var total = cines.Sum(c => c.Count);
        var saved = Stopwatch.StartNew();
        try
        {
            foreach (var group in Groups(left, batch))
            {
                var done = files.Count;
                var inner = new ProgressRelay(p => progress?.Report(p with { Done = done + p.Done, Total = total }));
                var found = projector.Project([.. group.Select(c => c.Select(f => f.Pixels).ToArray())], inner, cancellation);
                foreach (var (cine, projections) in group.Zip(found))
                {
                    var kept = tuner?.Tuned(numbers[cine], cine, projections, progress, cancellation) ?? projections;
                    foreach (var (frame, projection) in cine.Zip(kept)) files.Add(frame, projection);
                }

                if (saved.Elapsed < SaveEvery) continue;
                files.Save();
                saved.Restart();
            }
        }
        finally
        {
            files.Save();
        }
    }

    /// <summary>Whole cines, two batches' worth together: what an interruption can lose.</summary>
    private static IEnumerable<IReadOnlyList<IReadOnlyList<SourceFrame>>> Groups(IReadOnlyList<IReadOnlyList<SourceFrame>> cines, int batch)
    {
        List<IReadOnlyList<SourceFrame>> group = [];
        foreach (var cine in cines)
        {
            group.Add(cine);
            if (group.Sum(c => c.Count) < 2 * batch) continue;
            yield return group;
            group = [];
        }

        if (group.Count > 0) yield return group;
    }
}
