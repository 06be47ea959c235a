using System.Diagnostics;
using GanCmri.Formats.Tables;
using GanCmri.Latents;
using GanCmri.Runtime;
using GanCmri.Shards;
using GanCmri.Trajectories;

namespace GanCmri.Studies.Projections;

/// <summary>Finds the latents of the frames of a store, or of a folder of pictures, cine by cine. A run that was stopped goes on with the
/// files it has written.</summary>
public static class FrameProjection
{
    private const string Quality = ".quality.csv";
    private const int WorkToSaving = 30; // times as long as the last saving took: 3 % of the time goes to it

    /// <summary>Projects every frame that is not projected yet.</summary>
    /// <param name="options">Frames, networks, files.</param>
    /// <param name="progress">Told the frames finished.</param>
    /// <param name="cancellationToken">Ends between two steps; what is finished is kept.</param>
    /// <param name="note">Told what was left out or doubted in the frames; null: nobody.</param>
    /// <returns>The quality of all frames, in the order of the latents.</returns>
    /// <exception cref="InputException">A file is missing, damaged or of another size, or the output was made with other
    /// options.</exception>
    /// <exception cref="ArgumentException">An option of the projector is out of range.</exception>
    public static IReadOnlyList<ProjectedFrameQuality> Run(
        FrameProjectionOptions options,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default,
        Action<string>? note = null
    )
    {
        options.Projector.Validate();
        options.Tuning?.Validate();
        using var networks = new ProjectionNetworks(options);
        SourceCine[] cines = [.. FrameSource.Cines(options.Data, networks.Generator.Options.Resolution, note)];
        var quality = Run(options, options.Output, networks, cines, progress, cancellationToken);
        KeepTuning(options, cines);
        return quality;
    }

    /// <summary>Projects the subjects of one shard into files of its own, with which a stopped shard goes on.</summary>
    internal static void Do(
        FrameProjectionOptions options,
        ShardPart part,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken,
        Action<string>? note
    )
    {
        options.Projector.Validate();
        options.Tuning?.Validate();
        using var networks = new ProjectionNetworks(options);
        var (shard, latents) = (part.Shard, TableFileName.Ending(options.Output));
        SourceCine[] cines = [.. FrameSource.Cines(options.Data, networks.Generator.Options.Resolution, note, shard.Owns)];
        var own = options with { Output = part.FileOf(latents), Quality = part.FileOf(Quality) };
        if (cines.Length > 0)
            Run(own, options.Output, networks, cines, progress, cancellationToken);
        else
            Files(own, networks, cines, resume: false).SaveTables();
        UnitRows[] rows = [.. cines.Select(c => UnitRows.At(c.Place, c.Frames.Count))];
        part.AddTable(latents, rows);
        part.AddTable(Quality, rows);
        foreach (var cine in options.Tuning is null ? [] : cines)
            part.Add(TuningTable.FileOf(options.Output, cine));
    }

    /// <summary>Joins shards.</summary>
    /// <returns>The quality of all frames.</returns>
    internal static IReadOnlyList<ProjectedFrameQuality> Join(FrameProjectionOptions options, ShardSet shards)
    {
        using var networks = new ProjectionNetworks(options);
        var files = Files(options, networks, FrameSource.Cines(options.Data, networks.Generator.Options.Resolution), resume: false);
        shards.JoinTables(Quality, files.QualityPath);
        shards.JoinTables(TableFileName.Ending(options.Output), files.LatentsPath);
        KeepTuning(options, FrameSource.Cines(options.Data, networks.Generator.Options.Resolution));
        return files.Joined();
    }

    private static void KeepTuning(FrameProjectionOptions options, IEnumerable<SourceCine> cines)
    {
        if (options.Tuning is null)
            TuningTable.Remove(options.Output);
        else
            TuningTable.Write(options.Output, cines);
    }

    // Tuned generators are numbered among those of all shards, so they lie beside the latents of the whole.
    private static IReadOnlyList<ProjectedFrameQuality> Run(
        FrameProjectionOptions options,
        string whole,
        ProjectionNetworks networks,
        IReadOnlyList<SourceCine> cines,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        using var taken = OutputLock.OnFile(options.Output);
        var files = Files(options, networks, cines);
        var tuner = options.Tuning is null ? null : new CineTuning(networks.Generator, options.Tuning, TuningTable.Folder(whole));
        var finished = files.Finished();
        var left = cines.Where(c => c.Frames.Any(f => !finished.Contains(f.Id))).ToArray();
        files.Forget(left.SelectMany(c => c.Frames).Select(f => f.Id).ToHashSet()); // a cine is done as a whole
        if (tuner is not null)
            TuningTable.RequireFiles(whole, cines.Except(left));
        var total = cines.Sum(c => c.Frames.Count);
        Run(networks.Projector(), tuner, left, total, files, options.Projector.BatchSize, progress, cancellationToken);
        return files.Quality;
    }

    private static ProjectionFiles Files(
        FrameProjectionOptions options,
        ProjectionNetworks networks,
        IEnumerable<SourceCine> cines,
        bool resume = true
    )
    {
        var layers = options.Projector.Space == LatentSpace.W ? 1 : networks.Generator.NumWs;
        return new ProjectionFiles(
            options.Output,
            options.Quality,
            layers,
            Settings(options, networks, FrameSource.Digest(cines)),
            resume: resume
        );
    }

    // Batches change the speed only.
    private static Dictionary<string, string> Settings(FrameProjectionOptions options, ProjectionNetworks networks, string data) =>
        new Dictionary<string, string>
        {
            ["program"] = Provenance.ThisProgram,
            ["data"] = data,
            ["bf16"] = options.BFloat16 ? "yes" : "no",
            [LatentNetwork.Tuning] = options.Tuning is null ? "no" : "yes",
        }
            .Concat(networks.Hashes())
            .Concat(OptionText.Values(options.Projector).Where(o => o.Key != "batch-size"))
            .Concat(options.Tuning is { } tuning ? OptionText.Values(tuning, "tuning-") : [])
            .ToDictionary();

    private static void Run(
        CineProjector projector,
        CineTuning? tuner,
        IReadOnlyList<SourceCine> left,
        int total,
        ProjectionFiles files,
        int batch,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var (worked, saving) = (Stopwatch.StartNew(), TimeSpan.Zero);
        try
        {
            foreach (var group in Groups(left, batch))
            {
                var done = files.Count;
                var inner = new ProgressRelay(p => progress?.Report(p with { Done = done + p.Done, Total = total }));
                var found = projector.Project([.. group.Select(c => c.Frames.Select(f => f.Pixels).ToArray())], inner, cancellationToken);
                foreach (var (cine, projections) in group.Zip(found))
                {
                    var kept = tuner?.Tuned(cine.Place + 1, cine.Frames, projections, progress, cancellationToken) ?? projections;
                    foreach (var (frame, projection) in cine.Frames.Zip(kept))
                        files.Add(frame, projection);
                }

                if (worked.Elapsed < WorkToSaving * saving)
                    continue;
                worked.Restart();
                files.Save();
                saving = worked.Elapsed;
                worked.Restart();
            }
        }
        finally
        {
            files.Save();
        }
    }

    /// <summary>
    /// Whole cines of one subject, two batches' worth together: what an interruption can lose. Rounding follows what is computed together,
    /// so no subject's latents depend on who else is projected.
    /// </summary>
    private static IEnumerable<IReadOnlyList<SourceCine>> Groups(IReadOnlyList<SourceCine> cines, int batch)
    {
        List<SourceCine> group = [];
        foreach (var cine in cines)
        {
            var isNext = group.Count > 0 && group[^1].Place + 1 == cine.Place && group[0].Id.Subject == cine.Id.Subject;
            if (group.Count > 0 && (!isNext || group.Sum(c => c.Frames.Count) >= 2 * batch))
            {
                yield return group;
                group = [];
            }

            group.Add(cine);
        }

        if (group.Count > 0)
            yield return group;
    }
}
