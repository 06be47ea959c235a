namespace GanCmri.Studies;

/// <summary>One synthetic cine.</summary>
/// <param name="Trajectory">How it was made: ed-es, frame or periodic.</param>
/// <param name="Frames">Its frames, the first at end-diastole.</param>
public sealed record SyntheticCine(string Trajectory, IReadOnlyList<MeasuredFrame> Frames);
