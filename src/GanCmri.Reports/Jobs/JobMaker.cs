using GanCmri.Imaging;
using GanCmri.Networks;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Reports.Jobs;

/// <summary>Computes jobs: the heart's latents, steered to the phenotypes asked for, as measured cines.</summary>
internal sealed class JobMaker
{
    private const int BatchSize = 16; // all batches are filled up to it, so that a job's frames round alike in any company

    private readonly ReportModels _models;
    private readonly FrameMaker _maker;
    private readonly FrameMaker? _judge;
    private readonly JobHearts _hearts;
    private readonly JobSteering _steering;

    public JobMaker(ReportModels models, BatchReportOptions options)
    {
        var hearts = models.Hearts;
        _models = models;
        _maker = new FrameMaker(hearts.Generator, hearts.Segmenter, options.FieldMm, BatchSize);
        _judge = hearts.Judge is { } judge ? new FrameMaker(hearts.Generator, judge, options.FieldMm) : null;
        _hearts = new JobHearts(models, options, _maker);
        _steering = new JobSteering(new PhenotypeSteering(hearts.Generator, hearts.Segmenter, options.FieldMm));
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
        _steering.Steer(jobs, cancellation);
        JobWork[] well = [.. jobs.Where(j => j.Problem is null)];
        float[][][] latents = [.. well.Select(Latents)];
        var frames = new Queue<MeasuredFrame>(_maker.Make([.. latents.SelectMany(w => w)], _ => { }, cancellation));
        foreach (var (job, w) in well.Zip(latents))
            Compose(job, [.. w.Select(_ => frames.Dequeue())], Judged(job, cancellation));
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

    // The guided heart's first frame, seen by another network under a draw of noise that depends on the job's name alone.
    private LvMeasures? Judged(JobWork work, CancellationToken cancellation) =>
        _judge is not null && work.Job.IsGuided
            ? _judge
                .Make([work.EndDiastole], _ => { }, cancellation, Noise.Seeded(Seed.Derive(1, "fresh noise of " + work.Job.Name, 0)))[0]
                .Measures
            : null;

    private static void Compose(JobWork work, MeasuredFrame[] frames, LvMeasures? judged)
    {
        var (job, heart, count) = (work.Job, work.Heart, work.Heart.Latents.Count);
        List<JobCine> cines = heart.Real is null ? [] : [new JobCine(JobCine.Real, heart.Real)];
        cines.Add(new JobCine(heart.Real is null ? JobCine.Synthetic : JobCine.Reconstruction, frames[..count]));
        if (work.IsMoved)
            cines.Add(new JobCine(JobCine.Guided, frames[count..]));
        var (before, after) = (frames[0], cines[^1].Frames[0]);
        var steered = JobSteering.Values(work, before, after, judged);
        List<string> notes = [.. JobSteering.Misses(steered)];
        if (work.IsMoved && !job.IsGuided)
            notes.Add("no phenotype asked for: the guided cine only moves by the trajectory");
        work.Cines = cines;
        var slice = heart.Slice is { } s ? new JobSlice(s.Series.Slice, s.Slices, s.Reason) : null;
        var error = heart.Real is null ? null : ReconstructionError.Between(heart.Real[0], before, heart.Quality);
        work.Result = new JobResult(count, slice, error, [.. cines.Select(JobCineResult.Of)], steered, notes);
    }
}
