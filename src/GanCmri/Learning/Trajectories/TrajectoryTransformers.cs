using GanCmri.Learning.Saving;

namespace GanCmri.Learning.Trajectories;

/// <summary>Cines along the published straight line to end-systole and back.</summary>
public sealed class EdToEsTransformer : TrajectoryTransformer
{
    internal const string KindName = "EdToEs";

    internal EdToEsTransformer(GanContext context, Saved saved)
        : base(context, saved) { }

    /// <summary>The direction k, mean of ES - ED.</summary>
    public IReadOnlyList<float> Direction => ((GanCmri.Trajectories.Motion.EdToEs)Trajectory).Direction;

    internal override string Kind => KindName;

    internal static EdToEsTransformer Restore(StateReader state, RestoreContext context) => new(context.Gan, state.As<Saved>());
}

/// <summary>Cines along the published mean frame-to-frame transitions.</summary>
public sealed class FrameToFrameTransformer : TrajectoryTransformer
{
    internal const string KindName = "FrameToFrame";

    internal FrameToFrameTransformer(GanContext context, Saved saved)
        : base(context, saved) { }

    /// <summary>The M - 1 transitions, after their correction.</summary>
    public IReadOnlyList<float[]> Transitions => ((GanCmri.Trajectories.Motion.FrameToFrame)Trajectory).Transitions;

    internal override string Kind => KindName;

    internal static FrameToFrameTransformer Restore(StateReader state, RestoreContext context) => new(context.Gan, state.As<Saved>());
}

/// <summary>Cines along a closed, periodic motion.</summary>
public sealed class PeriodicTransformer : TrajectoryTransformer
{
    internal const string KindName = "Periodic";

    internal PeriodicTransformer(GanContext context, Saved saved)
        : base(context, saved) { }

    /// <summary>The 2 H Fourier coefficients: for each harmonic that of cos(h x) - 1, then that of sin(h x).</summary>
    public IReadOnlyList<float[]> Coefficients => ((GanCmri.Trajectories.Motion.PeriodicTrajectory)Trajectory).Coefficients;

    internal override string Kind => KindName;

    internal static PeriodicTransformer Restore(StateReader state, RestoreContext context) => new(context.Gan, state.As<Saved>());
}

/// <summary>Cines along a trajectory that was made before.</summary>
public sealed class ApplyTrajectoryTransformer : TrajectoryTransformer
{
    internal const string KindName = "ApplyTrajectory";

    internal ApplyTrajectoryTransformer(GanContext context, Saved saved)
        : base(context, saved) { }

    internal override string Kind => KindName;

    internal static ApplyTrajectoryTransformer Restore(StateReader state, RestoreContext context) => new(context.Gan, state.As<Saved>());
}
