using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Studies.Fitting;

/// <summary>How a trajectory is fitted to the latents of real cines.</summary>
public sealed record TrajectoryFittingOptions
{
    internal const double LeastStretch = 0.01,
        MostStretch = 100;

    /// <summary>What motion is fitted.</summary>
    public MotionKind Kind { get; init; } = MotionKind.FrameToFrame;

    /// <summary>Frame-to-frame: what is kept of the transitions; default as published.</summary>
    public CorrectionMode Correction { get; init; } = CorrectionMode.Residual;

    /// <summary>Components of the correction; null: two thirds of the transitions' rank.</summary>
    public int? Components { get; init; }

    /// <summary>Periodic: harmonics of the cardiac cycle.</summary>
    public int Harmonics { get; init; } = 4;

    /// <summary>Trajectory (.json) whose ED-to-ES line, of more hearts than have whole cines, frame-to-frame and periodic motions are drawn
    /// towards: they become as long as it, and of what they do beside it a quarter is kept. Null: nothing is drawn.</summary>
    public string? Towards { get; init; }

    /// <summary>How many times as long as fitted the motion becomes, 0.01 to 100. A mean over hearts that each go their own way is shorter
    /// than their ways: made hearts then contract less than those it was fitted to.</summary>
    public double Stretch { get; init; } = 1;

    /// <summary>Measured frames (.csv): end-systole is then the frame of the least area. Null: frames marked ES, or farthest from
    /// end-diastole.</summary>
    public string? Phenotypes { get; init; }

    /// <summary>Column of the LV cavity's area.</summary>
    public string Column { get; init; } = PhenotypeRegistry.LvArea.Name;

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate() =>
        new OptionChecks().AtLeast(Components, 1).AtLeast(Harmonics, 1).Within(Stretch, LeastStretch, MostStretch).Throw();
}
