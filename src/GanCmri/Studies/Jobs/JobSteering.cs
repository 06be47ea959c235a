using GanCmri.Reports;
using GanCmri.Runtime;

namespace GanCmri.Studies.Jobs;

/// <summary>Steers the heart of a job to the phenotypes asked for.</summary>
internal sealed class JobSteering(PhenotypeSteering steering)
{
    private const double AreaMiss = .02; // of what was asked
    private const double IndexMiss = .005;

    /// <summary>A latent near the given one that measures as asked; what is not asked stays.</summary>
    /// <param name="endDiastole">The heart at end-diastole.</param>
    /// <param name="job">What is asked.</param>
    /// <param name="target">What that means for this heart.</param>
    /// <param name="cancellation">Stops before the next batch.</param>
    /// <exception cref="InputException">The heart has no cavity to start from; "where" is the column.</exception>
    public float[] Steer(float[] endDiastole, ReportJob job, out PhenotypeTarget target, CancellationToken cancellation)
    {
        var now = steering.Now([endDiastole], cancellation)[0];
        if (now.AreaMm2 == 0)
        {
            throw new InputException(job.LvArea is not null ? JobColumns.LvArea : JobColumns.Sphericity, "a heart with a cavity at end-diastole", "none",
                job.Seed is null ? "give a mid-ventricular cine" : "choose another seed");
        }

        target = new PhenotypeTarget(
            job.LvArea?.Of(now.AreaMm2) ?? now.AreaMm2,
            job.Sphericity is { } index ? TargetRange.Sphericity.Limit(index.Of(now.SphericityIndex)) : now.SphericityIndex);
        return steering.Towards([endDiastole], [target], cancellation)[0];
    }

    /// <summary>What became of a phenotype; null where the job does not ask for it.</summary>
    public static SteeredValue? Value(JobTarget? asked, double target, Phenotype phenotype, MeasuredFrame before, MeasuredFrame after) =>
        asked is null ? null : new SteeredValue(asked.Text, phenotype.Measure(before.Measures), target, phenotype.Measure(after.Measures));

    /// <summary>A note for each phenotype that was not reached.</summary>
    public static IEnumerable<string> Misses(SteeredValue? area, SteeredValue? index)
    {
        if (area is not null && !(Math.Abs(area.After - area.Target) <= AreaMiss * area.Target)) yield return Miss(Phenotype.LvArea, area);
        if (index is not null && !(Math.Abs(index.After - index.Target) <= IndexMiss)) yield return Miss(Phenotype.Sphericity, index);
    }

    private static string Miss(Phenotype phenotype, SteeredValue value) =>
        $"{phenotype.HeadAt("at end-diastole")}: {Figures.Short(value.Target)} not reached, {Figures.Short(value.After)} measured";
}
