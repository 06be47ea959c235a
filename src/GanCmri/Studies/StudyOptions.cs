using GanCmri.Imaging.Hearts;
using GanCmri.Runtime;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Studies;

/// <summary>What a synthetic cohort consists of. Defaults follow Vukadinovic et al., PMLR 225, 2023, where they state a value.</summary>
public sealed record StudyOptions
{
    /// <summary>Hearts to make, at least 4 (correlations over fewer say nothing); default 40.</summary>
    public int Subjects { get; init; } = 40;

    /// <summary>Seed of all randomness; heart i is the same in cohorts of any size.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Truncation of w towards its mean, 0 (one mean heart) to 1 (all that the network can make); default 0.8.</summary>
    public double Psi { get; init; } = 0.8;

    /// <summary>Frames a cine; published: 50.</summary>
    public int Frames { get; init; } = 50;

    /// <summary>Time from frame to frame in the animations, ms: 20 makes 50 frames one beat a second.</summary>
    public int FrameTimeMs { get; init; } = 20;

    /// <summary>How far a random latent is moved against the ED-to-ES direction so that it shows end-diastole; published: 0.7.</summary>
    public double StartOffset { get; init; } = EdToEs.PublishedStartOffset;

    /// <summary>Guidance steps c; published range: -2 to 3. Default 21 steps of 0.25.</summary>
    public IReadOnlyList<double> GuidanceSteps { get; init; } = [.. Enumerable.Range(0, 21).Select(i => -2 + 0.25 * i)];

    /// <summary>Side of the generated square, mm: that of the heart crops the generator was trained on; default 175.</summary>
    public double FieldMm { get; init; } = new HeartCrop().FieldMm;

    /// <summary>Images made and measured together; no influence on results beyond rounding.</summary>
    public int BatchSize { get; init; } = FrameMaker.UsualBatch;

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate() =>
        new OptionChecks()
            .Within(Subjects, 4, 100_000)
            .Within(Psi, 0, 1)
            .AtLeast(Frames, 4)
            .AtLeast(FrameTimeMs, 1)
            .Finite(StartOffset)
            .That(
                GuidanceSteps.Count >= 4 && GuidanceSteps.SequenceEqual(GuidanceSteps.Order()),
                "GuidanceSteps: expected at least 4 ascending numbers"
            )
            .Positive(FieldMm)
            .AtLeast(BatchSize, 1)
            .Throw();
}
