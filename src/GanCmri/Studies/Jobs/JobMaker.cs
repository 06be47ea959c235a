using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Studies.Guidance;
using GanCmri.Trajectories;

namespace GanCmri.Studies.Jobs;

/// <summary>Computes jobs: the heart's latents, steered to the phenotypes asked for, as measured cines.</summary>
internal sealed class JobMaker
{
    private const int BatchSize = 16; // all batches are filled up to it, so that a job's frames round alike in any company

    private readonly ReportModels _models;
    private readonly FrameMaker _maker;
    private readonly JobStarts _starts;
    private readonly JobSteering _steering;

    public JobMaker(ReportModels models, BatchReportOptions options)
    {
        var hearts = models.Hearts;
        _models = models;
        _maker = new FrameMaker(hearts.Generator, hearts.Segmenter, new SyntheticCohortOptions { FieldMm = options.FieldMm, BatchSize = BatchSize }, hearts.Device);
        _starts = new JobStarts(models, options, _maker);
        _steering = new JobSteering(new PhenotypeSteering(hearts.Generator, hearts.Segmenter, options.FieldMm));
    }

    /// <summary>Finds a job's heart.</summary>
    /// <param name="job">The job.</param>
    /// <param name="stack">The real cine that it names; null for a synthetic heart.</param>
    /// <param name="cancellation">Ends between two steps.</param>
    /// <exception cref="InputException">The job cannot be done; "where" is the column.</exception>
    public JobStart Start(ReportJob job, CineStack? stack, CancellationToken cancellation) =>
        stack is null ? _starts.Synthetic(job) : _starts.Real(job, stack, cancellation);

    /// <summary>Computes jobs, together for speed; the result of one does not depend on the others.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="cancellation">Stops before the next batch of frames.</param>
    /// <returns>One a job, null for one that became a problem.</returns>
    public IReadOnlyList<MadeJob?> Make(IReadOnlyList<PendingJob> jobs, CancellationToken cancellation)
    {
        _steering.Steer(jobs, cancellation);
        float[][][] latents = [.. jobs.Select(j => j.Problem is null ? Latents(j) : [])];
        var frames = new Queue<MeasuredFrame>(_maker.Make([.. latents.SelectMany(w => w)], _ => { }, cancellation));
        return [.. jobs.Zip(latents, (j, w) => j.Problem is null ? Compose(j, [.. w.Select(_ => frames.Dequeue())]) : null)];
    }

    private float[][] Latents(PendingJob pending)
    {
        var (job, start) = (pending.Job, pending.Start);
        if (!pending.IsMoved) return [.. start.Latents];
        if (job.Motion != JobMotion.Own) return [.. start.Latents, .. _models.Trajectory(job.Motion).Cine(pending.EndDiastole, start.Latents.Count)];
        var change = Vectors.Subtract(pending.EndDiastole, start.Latents[0]);
        return [.. start.Latents, .. start.Latents.Select(w => Vectors.AddScaled(w, 1, change))];
    }

    private static MadeJob Compose(PendingJob pending, MeasuredFrame[] frames)
    {
        var (job, start, count) = (pending.Job, pending.Start, pending.Start.Latents.Count);
        List<JobCine> cines = start.Original is null ? [] : [new JobCine(JobCine.Original, start.Original)];
        cines.Add(new JobCine(start.Original is null ? JobCine.Synthetic : JobCine.Reconstruction, frames[..count]));
        if (pending.IsMoved) cines.Add(new JobCine(JobCine.Guided, frames[count..]));
        var (before, after) = (frames[0], cines[^1].Frames[0]);
        var area = JobSteering.Value(job.LvArea, pending.Target?.AreaMm2 ?? double.NaN, PhenotypeRegistry.LvArea, before, after);
        var index = JobSteering.Value(job.Sphericity, pending.Target?.SphericityIndex ?? double.NaN, PhenotypeRegistry.Sphericity, before, after);
        List<string> notes = [.. JobSteering.Misses(area, index)];
        if (pending.IsMoved && !job.IsGuided) notes.Add("no phenotype asked for: the guided cine only moves by the trajectory");
        return new MadeJob(new JobResult(count, start.Slice, start.PsnrDb, [.. cines.Select(JobCineResult.Of)], area, index, notes), cines);
    }
}
