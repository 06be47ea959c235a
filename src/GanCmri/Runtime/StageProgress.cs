namespace GanCmri.Runtime;

/// <summary>How far a long step has come; the command line draws it as a bar, a pipeline may log it.</summary>
/// <param name="Stage">What is going on, e.g. "project".</param>
/// <param name="Done">Units finished so far.</param>
/// <param name="Total">Units in all; 0 when unknown.</param>
/// <param name="Unit">What is counted, e.g. "frames".</param>
public readonly record struct StageProgress(string Stage, long Done, long Total, string Unit);
