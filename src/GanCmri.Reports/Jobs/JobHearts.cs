using GanCmri.Imaging;
using GanCmri.Latents;
using GanCmri.Latents.Tuning;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Reports.Jobs;

/// <summary>Finds the latents of a job's heart: a real cine's by projection, a synthetic one's from its seed.</summary>
internal sealed class JobHearts(ReportModels models, BatchReportOptions options, FrameMaker maker, IProgress<StageProgress>? progress)
{
    private CineProjector? _projector;
    private FoundCine? _last;

    private HeartModels Hearts => models.Hearts;

    private CineProjector Projector =>
        _projector ??= new CineProjector(
            new Projector(Hearts.Generator, new ProjectorOptions { Steps = options.ProjectionSteps }, models.Statistics),
            models.Encoder
        );

    /// <summary>A synthetic heart: the one of <c>gancmri generate</c> for this seed, moved to end-diastole and along the
    /// trajectory.</summary>
    public JobHeart Synthetic(ReportJob job)
    {
        var start = EndDiastole.OfSeeds(Hearts.Generator, Hearts.EdToEs, [job.Seed!.Value], options.Psi)[0];
        return new JobHeart(null, Motion(job.Motion!.Value).Cine(start, job.Frames ?? options.Frames), null, [], null, null, null);
    }

    /// <summary>A real heart: its frames from end-diastole on (the largest cavity), and their
    /// projections.</summary>
    /// <exception cref="JobException">There is no heart, or the job wants more frames than the cine has.</exception>
    public JobHeart Real(ReportJob job, CineStack stack, CancellationToken cancellation)
    {
        if (job.Motion is { } motion)
            _ = Motion(motion); // known to be there before the work begins
        var heart = RealOf(job, stack, cancellation);
        var all = heart.Frames;
        var count = job.Frames ?? all.Count;
        if (count > all.Count)
        {
            throw new JobException(
                JobColumns.Frames,
                FormattableString.Invariant($"at most the {all.Count} frames of this cine"),
                FormattableString.Invariant($"{count}"),
                "ask for fewer, or leave the cell empty"
            );
        }

        int[] at = [.. Enumerable.Range(0, count).Select(t => (heart.EndDiastole + t * all.Count / count) % all.Count)];
        MeasuredFrame[] frames = [.. at.Select(i => all[i])];
        float[][] pixels = [.. frames.Select(f => f.Image.Pixels)];
        if (_last?.Shows(pixels) != true)
            _last = Find(pixels, cancellation);
        return new JobHeart(
            frames,
            [.. _last.Projections.Select(p => Fit(p.W))],
            heart.Slice,
            [.. _last.Projections.Select(p => p.Quality)],
            _last.Tuning,
            BeatOf(heart.Slice.Series),
            [.. at.Select(i => heart.Slice.Series.Frames[i].Number ?? i)]
        );
    }

    private FoundCine Find(float[][] pixels, CancellationToken cancellation)
    {
        var found = Projector.Project([pixels], cancellation: cancellation)[0];
        if (options.Tuning is not { } tuning)
            return new FoundCine(pixels, found, null);
        var tuned = TunedCine.Of(Hearts.Generator, found, pixels, tuning, progress, cancellation);
        return new FoundCine(pixels, tuned.Projections, tuned.Tuning);
    }

    private Trajectory Motion(MotionKind kind)
    {
        try
        {
            return models.Trajectory(kind);
        }
        catch (InputException e)
        {
            throw new JobException(JobColumns.Trajectory, e.Expected, e.Found, e.Remedy, e);
        }
    }

    private RealHeart RealOf(ReportJob job, CineStack stack, CancellationToken cancellation)
    {
        var slice = job.Slice ?? options.Slice;
        try
        {
            var heart = RealHeart.Of(stack, Hearts, maker, options.FieldMm, slice, cancellation);
            return heart.Frames.Count > 1
                ? heart
                : throw new JobException(
                    JobColumns.Cine,
                    "a heart that beats",
                    "one frame",
                    "give the path of one subject's beating short-axis cine"
                );
        }
        catch (InputException e)
        {
            var column = slice is not null && stack.Series.All(s => s.Slice != slice) ? JobColumns.Slice : JobColumns.Cine;
            throw new JobException(column, e.Expected, e.Found, e.Remedy, e);
        }
    }

    // From the first frame to the first of the next beat, by equal steps; null where not all times are known.
    private static double? BeatOf(CineSeries series)
    {
        double[] times = [.. series.Frames.Select(f => f.TimeMs)];
        var length = times[^1] - times[0];
        return length > 0 && !series.Doubts.Contains(CineDoubts.Times) ? length * times.Length / (times.Length - 1) : null;
    }

    // Trajectories of W+ move every layer apart.
    private float[] Fit(float[] w) => Vectors.Broadcast(w, Hearts.EdToEs.Length);

    // Jobs that follow each other often ask several things of one cine, which is then projected and tuned once.
    private sealed record FoundCine(float[][] Pixels, IReadOnlyList<Projection> Projections, GeneratorTuning? Tuning)
    {
        public bool Shows(float[][] pixels) =>
            pixels.Length == Pixels.Length && pixels.Zip(Pixels).All(p => p.First.AsSpan().SequenceEqual(p.Second));
    }
}

/// <summary>The heart of a job before anything is changed.</summary>
/// <param name="Real">The real frames, the first at end-diastole; null for a synthetic heart.</param>
/// <param name="Latents">Latents of a cine, the first at end-diastole.</param>
/// <param name="Slice">The slice of a real stack; null for a synthetic heart.</param>
/// <param name="Quality">Likeness of each reconstructed frame and its real one; none for a synthetic heart.</param>
/// <param name="Tuning">What makes the generator show this very heart; null: it shows the latents as it is.</param>
/// <param name="BeatMs">How long a real heart's beat is, ms; null where nothing tells.</param>
/// <param name="FrameNumbers">The number of each real frame in its cine, as in tables of gancmri measure; null for a synthetic
/// heart.</param>
internal sealed record JobHeart(
    IReadOnlyList<MeasuredFrame>? Real,
    IReadOnlyList<float[]> Latents,
    HeartSlice? Slice,
    IReadOnlyList<ImageQuality> Quality,
    GeneratorTuning? Tuning,
    double? BeatMs,
    IReadOnlyList<int>? FrameNumbers
);
