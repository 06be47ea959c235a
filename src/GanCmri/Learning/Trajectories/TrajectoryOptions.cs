using GanCmri.Runtime;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Learning.Trajectories;

/// <summary>Which columns tell cines and their frames apart, and what cines to make. One row is one frame.</summary>
public record TrajectoryOptions
{
    /// <summary>Text column of the subject's pseudonym: means are over subjects, not over slices.</summary>
    public string SubjectColumnName { get; init; } = "Subject";

    /// <summary>Text column that names a frame's cine.</summary>
    public string SeriesColumnName { get; init; } = "Series";

    /// <summary>Single column that orders a cine's frames.</summary>
    public string FrameColumnName { get; init; } = "Frame";

    /// <summary>Text column that says "ED" or "ES" where that is known; null: the first frame is ED, the one farthest from it ES.</summary>
    public string? PhaseColumnName { get; init; }

    /// <summary>Single column of the time after the R wave, ms; null: frames are evenly spaced over the cycle.</summary>
    public string? TimeColumnName { get; init; }

    /// <summary>Frames in each cine made; the published 50.</summary>
    public int Frames { get; init; } = 50;

    /// <summary>The part of the cardiac cycle, in [0, 1), that the given latents show; 0 = end-diastole.</summary>
    public double StartPhase { get; init; }

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate() => Checks().Throw();

    private protected virtual OptionChecks Checks() => new OptionChecks().AtLeast(Frames, 1).Within(StartPhase, 0, 1);
}

/// <summary>Options of the ED-to-ES trajectory.</summary>
public sealed record EdToEsOptions : TrajectoryOptions
{
    /// <summary>
    /// How far latents are moved against the direction first, in steps k: 0 for end-diastolic latents, the published 0.7 for random ones.
    /// </summary>
    public double StartOffset { get; init; }

    private protected override OptionChecks Checks() => base.Checks().Finite(StartOffset);
}

/// <summary>Options of the frame-to-frame trajectory.</summary>
public sealed record FrameToFrameOptions : TrajectoryOptions
{
    /// <summary>What the principal component correction keeps of the transitions; all by default, the residual as published.</summary>
    public CorrectionMode Correction { get; init; } = CorrectionMode.None;

    /// <summary>Components of the correction; null takes two thirds of the rank, the published 32 for 50 frames.</summary>
    public int? Components { get; init; }

    private protected override OptionChecks Checks() => base.Checks().AtLeast(Components, 1);
}

/// <summary>Options of the periodic trajectory.</summary>
public sealed record PeriodicOptions : TrajectoryOptions
{
    /// <summary>Harmonics of the cardiac cycle; cines of M frames can show (M - 1) / 2.</summary>
    public int Harmonics { get; init; } = 4;

    private protected override OptionChecks Checks() => base.Checks().AtLeast(Harmonics, 1);
}
