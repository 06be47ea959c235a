namespace GanCmri.Training;

/// <summary>How the training frames take turns.</summary>
public enum FrameSampling
{
    /// <summary>Every frame once, in a new random order each time: patients with many frames are seen more often.</summary>
    Frames,

    /// <summary>Every patient once, in a new random order each time, with the next of its own frames: all patients are seen
    /// alike.</summary>
    Patients,
}
