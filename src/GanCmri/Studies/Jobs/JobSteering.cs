using GanCmri.Phenotypes;
using GanCmri.Reports;
using GanCmri.Runtime;
using GanCmri.Studies.Guidance;

namespace GanCmri.Studies.Jobs;

/// <summary>Steers the hearts of jobs to the phenotypes asked for.</summary>
internal sealed class JobSteering(PhenotypeSteering steering)
{
    private const double AreaMiss = .02; // of what was asked
    private const double IndexMiss = .005;

    /// <summary>Moves each heart to a latent near its own that measures as asked; what is not asked stays. A heart without a cavity becomes a problem.</summary>
    /// <param name="jobs">Together for speed; the result of one does not depend on the others.</param>
    /// <param name="cancellation">Stops before the next batch.</param>
    public void Steer(IReadOnlyList<PendingJob> jobs, CancellationToken cancellation)
    {
        PendingJob[] guided = [.. jobs.Where(j => j.Job.IsGuided)];
        foreach (var (job, now) in guided.Zip(steering.Now([.. guided.Select(g => g.EndDiastole)], cancellation)))
        {
            if (now.AreaMm2 > 0) job.Target = Target(job.Job, now);
            else job.Problem = NoCavity(job.Job);
        }

        guided = [.. guided.Where(g => g.Target is not null)];
        foreach (var (job, moved) in guided.Zip(steering.Towards([.. guided.Select(g => g.EndDiastole)], [.. guided.Select(g => g.Target!)], cancellation)))
            job.EndDiastole = moved;
    }

    /// <summary>What became of a phenotype; null where the job does not ask for it.</summary>
    public static SteeredValue? Value(JobTarget? asked, double target, FramePhenotype phenotype, MeasuredFrame before, MeasuredFrame after) =>
        asked is null ? null : new SteeredValue(asked.Text, phenotype.Measure(before.Measures), target, phenotype.Measure(after.Measures));

    /// <summary>A note for each phenotype that was limited or not reached.</summary>
    public static IEnumerable<string> Misses(SteeredValue? area, SteeredValue? index)
    {
        var range = TargetRange.Sphericity;
        if (index is not null && index.Requested.EndsWith('%') && !(index.Target > range.Low && index.Target < range.High))
            yield return $"{PhenotypeRegistry.Sphericity.HeadAt("at end-diastole")}: {index.Requested} leads out of {Figures.Short(range.Low)} to {Figures.Short(range.High)}, limited to {Figures.Short(index.Target)}";
        if (area is not null && !(Math.Abs(area.After - area.Target) <= AreaMiss * area.Target)) yield return Miss(PhenotypeRegistry.LvArea, area);
        if (index is not null && !(Math.Abs(index.After - index.Target) <= IndexMiss)) yield return Miss(PhenotypeRegistry.Sphericity, index);
    }

    private static PhenotypeTarget Target(ReportJob job, PhenotypeTarget now) => new(
        job.LvArea?.Of(now.AreaMm2) ?? now.AreaMm2,
        job.Sphericity is { } index ? TargetRange.Sphericity.Limit(index.Of(now.SphericityIndex)) : now.SphericityIndex);

    private static InputException NoCavity(ReportJob job) => new(job.LvArea is not null ? JobColumns.LvArea : JobColumns.Sphericity,
        "a heart with a cavity at end-diastole", "none", job.Seed is null ? "give a mid-ventricular cine" : "choose another seed");

    private static string Miss(FramePhenotype phenotype, SteeredValue value) =>
        $"{phenotype.HeadAt("at end-diastole")}: {Figures.Short(value.Target)} not reached, {Figures.Short(value.After)} measured";
}
