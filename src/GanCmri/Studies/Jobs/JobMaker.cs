using GanCmri.Imaging;
using GanCmri.Runtime;
using GanCmri.Trajectories;

namespace GanCmri.Studies.Jobs;

/// <summary>Computes jobs: the heart's latents, steered to the phenotypes asked for, as measured cines.</summary>
internal sealed class JobMaker
{
    private readonly ReportModels _models;
    private readonly FrameMaker _maker;
    private readonly JobStarts _starts;
    private readonly JobSteering _steering;

    public JobMaker(ReportModels models, BatchReportOptions options)
    {
        var hearts = models.Hearts;
        _models = models;
        _maker = new FrameMaker(hearts.Generator, hearts.Segmenter, new SyntheticCohortOptions { FieldMm = options.FieldMm }, hearts.Device);
        _starts = new JobStarts(models, options, _maker);
        _steering = new JobSteering(new PhenotypeSteering(hearts.Generator, hearts.Segmenter, options.FieldMm));
    }

    /// <summary>Computes one job; its result depends on no other.</summary>
    /// <param name="job">The job.</param>
    /// <param name="stack">The real cine that it names; null for a synthetic heart.</param>
    /// <param name="cancellation">Stops before the next batch of frames.</param>
    /// <exception cref="InputException">The job cannot be done; "where" is the column.</exception>
    public MadeJob Make(ReportJob job, CineStack? stack, CancellationToken cancellation)
    {
        var start = stack is null ? _starts.Synthetic(job) : _starts.Real(job, stack, cancellation);
        var guided = job.IsGuided || (stack is not null && job.Motion != JobMotion.Own);
        PhenotypeTarget? target = null;
        var endDiastole = job.IsGuided ? _steering.Steer(start.Latents[0], job, out target, cancellation) : start.Latents[0];
        var changed = guided ? Move(job, start, endDiastole) : [];
        var frames = new Queue<MeasuredFrame>(_maker.Make([.. start.Latents, .. changed], _ => { }, cancellation));

        List<JobCine> cines = start.Original is null ? [] : [new JobCine(JobCine.Original, start.Original)];
        cines.Add(new JobCine(start.Original is null ? JobCine.Synthetic : JobCine.Reconstruction, [.. start.Latents.Select(_ => frames.Dequeue())]));
        var before = cines[^1].Frames[0];
        if (guided) cines.Add(new JobCine(JobCine.Guided, [.. frames]));
        var area = JobSteering.Value(job.LvArea, target?.AreaMm2 ?? 0, Phenotype.LvArea, before, cines[^1].Frames[0]);
        var index = JobSteering.Value(job.Sphericity, target?.SphericityIndex ?? 0, Phenotype.Sphericity, before, cines[^1].Frames[0]);
        List<string> notes = [.. JobSteering.Misses(area, index)];
        if (guided && !job.IsGuided) notes.Add("no phenotype asked for: the guided cine only moves by the trajectory");
        return new MadeJob(new JobResult(start.Latents.Count, start.Slice, start.PsnrDb, [.. cines.Select(JobCineResult.Of)], area, index, notes), cines);
    }

    private IReadOnlyList<float[]> Move(ReportJob job, JobStart start, float[] endDiastole)
    {
        if (job.Motion != JobMotion.Own) return _models.Trajectory(job.Motion).Cine(endDiastole, start.Latents.Count);
        var change = Vectors.Subtract(endDiastole, start.Latents[0]);
        return [.. start.Latents.Select(w => Vectors.AddScaled(w, 1, change))];
    }
}
