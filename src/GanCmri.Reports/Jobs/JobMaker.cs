using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Trajectories;

namespace GanCmri.Reports.Jobs;

/// <summary>Computes jobs: the heart's latents, steered to the phenotypes asked for, as measured cines.</summary>
internal sealed class JobMaker
{
    private const int Corrections = 2; // of hearts whose fullest frame is another after steering
    private readonly ReportModels _models;
    private readonly BatchReportOptions _options;
    private readonly JobHearts _hearts;
    private readonly JobSteering _steering;

    public JobMaker(ReportModels models, BatchReportOptions options, IProgress<StageProgress>? progress = null)
    {
        (_models, _options) = (models, options);
        _steering = new JobSteering(models.Hearts.Generator, models.Hearts, options.FieldMm, judgesOwnNoise: false);
        _hearts = new JobHearts(models, options, _steering.Frames, progress);
    }

    /// <summary>Finds a job's heart.</summary>
    /// <param name="job">The job.</param>
    /// <param name="stack">The real cine that it names; null for a synthetic heart.</param>
    /// <param name="cancellation">Ends between two steps.</param>
    /// <exception cref="JobException">The job cannot be done.</exception>
    public JobHeart Find(ReportJob job, CineStack? stack, CancellationToken cancellation) =>
        stack is null ? _hearts.Synthetic(job) : _hearts.Real(job, stack, cancellation);

    /// <summary>Computes jobs, together for speed; the result of one does not depend on the others.</summary>
    /// <param name="jobs">Afterwards each has a result and its cines, or a problem.</param>
    /// <param name="cancellation">Stops before the next batch of frames.</param>
    public void Make(IReadOnlyList<JobWork> jobs, CancellationToken cancellation)
    {
        Make([.. jobs.Where(j => j.Heart.Tuning is null)], _steering, cancellation);
        foreach (var job in jobs.Where(j => j.Heart.Tuning is not null))
        {
            using var tuned = job.Heart.Tuning!.Apply(_models.Hearts.Generator);
            Make([job], new JobSteering(tuned, _models.Hearts, _options.FieldMm, judgesOwnNoise: true), cancellation);
        }
    }

    private void Make(JobWork[] jobs, JobSteering steering, CancellationToken cancellation)
    {
        foreach (var (job, frames) in jobs.Zip(Frames([.. jobs.Select(j => j.Heart.Latents)])))
            job.Begin(frames);
        steering.Steer(jobs, cancellation);
        JobWork[] well = [.. jobs.Where(j => j.Problem is null)];
        JobWork[] open = [.. well.Where(j => j.IsMoved)];
        for (var correction = 0; open.Length > 0; correction++)
        {
            IReadOnlyList<float[]>[] latents = [.. open.Select(Guided)];
            bool[] again =
            [
                .. open.Zip(latents, Frames(latents))
                    .Select(o => o.First.Take(new JobBeat(o.Second, new JobCine(JobCine.Guided, o.Third)))),
            ];
            if (correction == Corrections)
                break;
            open = [.. open.Where((_, i) => again[i])];
            steering.Again(open, cancellation);
        }

        foreach (var job in well)
            Compose(job, steering.Judged(job, cancellation));

        MeasuredFrame[][] Frames(IReadOnlyList<IReadOnlyList<float[]>> cines)
        {
            var made = new Queue<MeasuredFrame>(steering.Frames.Make([.. cines.SelectMany(w => w)], _ => { }, cancellation));
            return [.. cines.Select(c => c.Select(_ => made.Dequeue()).ToArray())];
        }
    }

    private IReadOnlyList<float[]> Guided(JobWork work)
    {
        var start = work.Heart.Latents;
        if (work.Job.Motion is { } motion)
            return _models.Trajectory(motion).Cine(work.EndDiastole, start.Count, work.At / (double)start.Count);
        var change = Vectors.Subtract(work.EndDiastole, start[work.At]);
        return [.. start.Select(w => Vectors.AddScaled(w, 1, change))];
    }

    private static void Compose(JobWork work, JudgedChange? judged)
    {
        // A cine along a trajectory begins at its own end-diastole; one that moves as the real heart does keeps step with it.
        var heart = work.Heart;
        var start = heart.Real is null ? work.Start!.FromEndDiastole() : work.Start!;
        List<JobCine> cines = heart.Real is null ? [start] : [new JobCine(JobCine.Real, heart.Real), start];
        if (work.Guided is { } guided)
            cines.Add(work.Job.Motion is null ? guided.Cine : guided.Cine.FromEndDiastole());
        var steered = JobSteering.Values(work, start.AtEndDiastole, cines[^1].AtEndDiastole, judged);
        // Of one moment: the reconstruction may have its largest cavity in another frame.
        var error = heart.Real is null
            ? null
            : ReconstructionError.Between(cines[0].AtEndDiastole, start.Frames[cines[0].EdFrame], heart.Quality);
        work.Cines = cines;
        var slice = heart.Slice is { } s ? new JobSlice(s.Series.Slice, s.Slices, s.Reason) : null;
        work.Result = new JobResult(
            heart.Latents.Count,
            slice,
            error,
            [.. cines.Select(JobCineResult.Of)],
            steered,
            JobNotes.Of(work, steered, error)
        );
    }
}
