using GanCmri.Trajectories.Motion;

namespace GanCmri.Studies;

/// <summary>One synthetic cine.</summary>
/// <param name="Trajectory">How it was made.</param>
/// <param name="Frames">Its frames, the first at end-diastole.</param>
internal sealed record SyntheticCine(MotionKind Trajectory, IReadOnlyList<MeasuredFrame> Frames);
