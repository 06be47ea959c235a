namespace GanCmri.Training;

/// <summary>The column of a frame store a generator is conditioned on.</summary>
public enum FrameLabel
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>End-diastole, end-systole or unknown.</summary>
    Phase,

    /// <summary>The diagnosis group.</summary>
    Pathology,
}
