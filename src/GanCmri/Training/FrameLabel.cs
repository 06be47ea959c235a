namespace GanCmri.Training;

/// <summary>The columns of a frame store that a generator is conditioned on; several may be joined.</summary>
[Flags]
public enum FrameLabel
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>End-diastole, end-systole or unknown.</summary>
    Phase = 1,

    /// <summary>The diagnosis group.</summary>
    Pathology = 2,

    /// <summary>The source (centre, collection).</summary>
    Source = 4,

    /// <summary>Where the slice lies among those of its stack with a cavity, from 0 at the base to 1 at the apex.</summary>
    Position = 8,
}
