using GanCmri.Networks;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;

namespace GanCmri.Reports.Jobs;

/// <summary>Makes, measures and steers the hearts of jobs with one generator, the shipped one or one tuned to a cine.</summary>
/// <param name="generator">Makes the frames.</param>
/// <param name="hearts">The segmenters.</param>
/// <param name="fieldMm">Side of an image, mm.</param>
/// <param name="judgesOwnNoise">Whether the judge sees frames under the generator's own noise: a tuned generator keeps a part of the
/// picture in its noise; else each job gets noise of its own.</param>
internal sealed class JobSteering(StyleGan2Generator generator, HeartModels hearts, double fieldMm, bool judgesOwnNoise)
{
    private const int BatchSize = 16; // all batches are filled up to it, so that a job's frames round alike in any company

    private readonly FrameMaker? _judge = hearts.Judge is { } judge ? new FrameMaker(generator, judge, fieldMm) : null;
    private readonly PhenotypeSteering _steering = new(generator, hearts.Segmenter, fieldMm);

    /// <summary>Makes and measures frames.</summary>
    public FrameMaker Frames { get; } = new(generator, hearts.Segmenter, fieldMm, BatchSize);

    /// <summary>Moves each heart to a latent near its own that measures as asked; what is not asked stays. A heart without a cavity becomes
    /// a problem.</summary>
    /// <param name="jobs">Together for speed; the result of one does not depend on the others.</param>
    /// <param name="cancellation">Stops before the next batch.</param>
    public void Steer(IReadOnlyList<JobWork> jobs, CancellationToken cancellation)
    {
        JobWork[] guided = [.. jobs.Where(j => j.Job.IsGuided)];
        foreach (var (job, now) in guided.Zip(_steering.Now([.. guided.Select(g => g.EndDiastole)], cancellation)))
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
                _steering.Towards([.. jobs.Select(g => g.EndDiastole)], [.. jobs.Select(g => g.Target!)], cancellation)
            )
        )
            job.EndDiastole = moved;
    }

    /// <summary>What became of the phenotypes asked for, by name.</summary>
    public static Dictionary<string, SteeredValue> Values(JobWork work, MeasuredFrame before, MeasuredFrame after, JudgedChange? judged) =>
        SteeredPhenotype
            .All.Where(p => work.Job.Target(p) is not null)
            .ToDictionary(
                p => p.Phenotype.Name,
                p => new SteeredValue(
                    work.Job.Target(p)!.Text,
                    p.Phenotype.Measure(before.Measures),
                    work.Target![p],
                    p.Phenotype.Measure(after.Measures),
                    Seen(judged?.After, p),
                    Seen(judged?.Before, p)
                )
            );

    private static double? Seen(LvMeasures? judged, SteeredPhenotype phenotype) =>
        judged is { IsMeasured: true } ? phenotype.Phenotype.Measure(judged) : null;

    /// <summary>The heart at end-diastole before and after it was guided, seen by another network; null without one, or where nothing was
    /// steered.</summary>
    public JudgedChange? Judged(JobWork work, CancellationToken cancellation)
    {
        if (_judge is null || !work.Job.IsGuided)
            return null;
        float[][] hearts = [work.Guided!.Latents[work.Guided.Cine.EdFrame], work.Heart.Latents[work.Start!.EdFrame]];
        var seen = _judge.Make(hearts, _ => { }, cancellation, judgesOwnNoise ? null : Fresh(work.Job.Name));
        return new JudgedChange(seen[1].Measures, seen[0].Measures);
    }

    // It depends on the job's name alone.
    private static Noise Fresh(string job) => Noise.Seeded(Seed.Derive(1, "fresh noise of " + job, 0));

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

/// <summary>A heart as another network sees it.</summary>
/// <param name="Before">At end-diastole before it was guided.</param>
/// <param name="After">And after.</param>
internal sealed record JudgedChange(LvMeasures Before, LvMeasures After);
