using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;

namespace GanCmri.Reports.Jobs;

/// <summary>Steers the hearts of jobs to the phenotypes asked for.</summary>
internal sealed class JobSteering(PhenotypeSteering steering)
{
    /// <summary>Moves each heart to a latent near its own that measures as asked; what is not asked stays. A heart without a cavity becomes
    /// a problem.</summary>
    /// <param name="jobs">Together for speed; the result of one does not depend on the others.</param>
    /// <param name="cancellation">Stops before the next batch.</param>
    public void Steer(IReadOnlyList<JobWork> jobs, CancellationToken cancellation)
    {
        JobWork[] guided = [.. jobs.Where(j => j.Job.IsGuided)];
        foreach (var (job, now) in guided.Zip(steering.Now([.. guided.Select(g => g.EndDiastole)], cancellation)))
        {
            if (now[SteeredPhenotype.LvArea] > 0)
                job.Target = Target(job.Job, now);
            else
                job.Problem = NoCavity(job.Job);
        }

        Again([.. guided.Where(g => g.Target is not null)], cancellation);
    }

    /// <summary>Moves hearts on to what was asked of them.</summary>
    /// <param name="jobs">Each with its target.</param>
    /// <param name="cancellation">Stops before the next batch.</param>
    public void Again(IReadOnlyList<JobWork> jobs, CancellationToken cancellation)
    {
        foreach (
            var (job, moved) in jobs.Zip(
                steering.Towards([.. jobs.Select(g => g.EndDiastole)], [.. jobs.Select(g => g.Target!)], cancellation)
            )
        )
            job.EndDiastole = moved;
    }

    /// <summary>What became of the phenotypes asked for, by name.</summary>
    public static Dictionary<string, SteeredValue> Values(JobWork work, MeasuredFrame before, MeasuredFrame after, LvMeasures? judged) =>
        SteeredPhenotype
            .All.Where(p => work.Job.Target(p) is not null)
            .ToDictionary(
                p => p.Phenotype.Name,
                p => new SteeredValue(
                    work.Job.Target(p)!.Text,
                    p.Phenotype.Measure(before.Measures),
                    work.Target![p],
                    p.Phenotype.Measure(after.Measures),
                    judged is { IsMeasured: true } ? p.Phenotype.Measure(judged) : null
                )
            );

    /// <summary>A note for each phenotype that was limited or not reached.</summary>
    public static IEnumerable<string> Misses(IReadOnlyDictionary<string, SteeredValue> steered)
    {
        foreach (var p in SteeredPhenotype.All.Where(p => steered.ContainsKey(p.Phenotype.Name)))
        {
            var (head, value) = (p.Phenotype.HeadAt("at end-diastole"), steered[p.Phenotype.Name]);
            if (!p.IsRelative && value.Requested.EndsWith('%') && !(value.Target > p.Least && value.Target < p.Most))
                yield return $"{head}: {value.Requested} leads out of {Figures.Short(p.Least)} to {Figures.Short(p.Most)}, limited to "
                    + $"{Figures.Short(value.Target)}";
            if (p.Misses(value.Target, value.After))
                yield return $"{head}: {Figures.Short(value.Target)} not reached, {Figures.Short(value.After)} measured";
        }
    }

    private static PhenotypeTarget Target(ReportJob job, PhenotypeTarget now) =>
        PhenotypeTarget.Of(p => job.Target(p) is { } asked ? p.Limit(asked.Of(now[p])) : now[p]);

    private static JobException NoCavity(ReportJob job) =>
        new(
            SteeredPhenotype.All.First(p => job.Target(p) is not null).Phenotype.Name,
            "a heart with a cavity at end-diastole",
            "none",
            job.Seed is null ? "give a mid-ventricular cine" : "choose another seed"
        );
}
