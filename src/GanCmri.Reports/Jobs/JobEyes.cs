using GanCmri.Networks;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;

namespace GanCmri.Reports.Jobs;

/// <summary>What makes, measures and steers the frames of one generator, the shipped one or one tuned to a cine.</summary>
/// <param name="generator">Makes the frames.</param>
/// <param name="hearts">The segmenters.</param>
/// <param name="fieldMm">Side of an image, mm.</param>
/// <param name="judgesOwnNoise">Whether the judge sees frames under the generator's own noise: one that was tuned holds a part of the
/// picture there; else under a draw of its own for each job.</param>
internal sealed class JobEyes(StyleGan2Generator generator, HeartModels hearts, double fieldMm, bool judgesOwnNoise)
{
    private const int BatchSize = 16; // all batches are filled up to it, so that a job's frames round alike in any company

    private readonly FrameMaker? _judge = hearts.Judge is { } judge ? new FrameMaker(generator, judge, fieldMm) : null;

    /// <summary>Makes and measures frames.</summary>
    public FrameMaker Frames { get; } = new(generator, hearts.Segmenter, fieldMm, BatchSize);

    /// <summary>Steers hearts to what is asked for.</summary>
    public JobSteering Steering { get; } = new(new PhenotypeSteering(generator, hearts.Segmenter, fieldMm));

    /// <summary>The guided heart at end-diastole, seen by another network; null without one, or where nothing was steered.</summary>
    public LvMeasures? Judged(JobWork work, CancellationToken cancellation) =>
        _judge is not null && work.Job.IsGuided
            ? _judge
                .Make(
                    [work.Guided!.Latents[work.Guided.Cine.EdFrame]],
                    _ => { },
                    cancellation,
                    judgesOwnNoise ? null : Fresh(work.Job.Name)
                )[0]
                .Measures
            : null;

    // It depends on the job's name alone.
    private static Noise Fresh(string job) => Noise.Seeded(Seed.Derive(1, "fresh noise of " + job, 0));
}
