using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Studies;
using GanCmri.Trajectories;

namespace GanCmri.Reports.Jobs;

/// <summary>Computes jobs: the heart's latents, steered to the phenotypes asked for, as measured cines.</summary>
internal sealed class JobMaker
{
    private readonly ReportModels _models;
    private readonly BatchReportOptions _options;
    private readonly JobHearts _hearts;
    private readonly JobSteering _steering;

    public JobMaker(ReportModels models, BatchReportOptions options)
    {
        (_models, _options) = (models, options);
        _steering = new JobSteering(models.Hearts.Generator, models.Hearts, options.FieldMm, judgesOwnNoise: false);
        _hearts = new JobHearts(models, options, _steering.Frames);
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
        steering.Steer(jobs, cancellation);
        JobWork[] well = [.. jobs.Where(j => j.Problem is null)];
        float[][][] latents = [.. well.Select(Latents)];
        var frames = new Queue<MeasuredFrame>(steering.Frames.Make([.. latents.SelectMany(w => w)], _ => { }, cancellation));
        foreach (var (job, w) in well.Zip(latents))
            Compose(job, [.. w.Select(_ => frames.Dequeue())], steering.Judged(job, cancellation));
    }

    private float[][] Latents(JobWork work)
    {
        var start = work.Heart.Latents;
        if (!work.IsMoved)
            return [.. start];
        if (work.Job.Motion is { } motion)
            return [.. start, .. _models.Trajectory(motion).Cine(work.EndDiastole, start.Count)];
        var change = Vectors.Subtract(work.EndDiastole, start[0]);
        return [.. start, .. start.Select(w => Vectors.AddScaled(w, 1, change))];
    }

    private static void Compose(JobWork work, MeasuredFrame[] frames, LvMeasures? judged)
    {
        var (heart, count) = (work.Heart, work.Heart.Latents.Count);
        List<JobCine> cines = heart.Real is null ? [] : [new JobCine(JobCine.Real, heart.Real)];
        cines.Add(new JobCine(heart.Real is null ? JobCine.Synthetic : JobCine.Reconstruction, frames[..count]));
        if (work.IsMoved)
            cines.Add(new JobCine(JobCine.Guided, frames[count..]));
        var (before, after) = (frames[0], cines[^1].Frames[0]);
        var steered = JobSteering.Values(work, before, after, judged);
        var error = heart.Real is null ? null : ReconstructionError.Between(heart.Real[0], before, heart.Quality);
        work.Cines = cines;
        var slice = heart.Slice is { } s ? new JobSlice(s.Series.Slice, s.Slices, s.Reason) : null;
        work.Result = new JobResult(count, slice, error, [.. cines.Select(JobCineResult.Of)], steered, JobNotes.Of(work, steered, error));
    }
}
