namespace GanCmri.Training;

/// <summary>How often each training frame is shown.</summary>
public enum FrameSampling
{
    /// <summary>Every frame once, in a new random order each time: patients with many frames are seen more often.</summary>
    Frames,

    /// <summary>Every patient once, in a new random order each time, with the next of its own frames: all patients are seen
    /// alike.</summary>
    Patients,
}
