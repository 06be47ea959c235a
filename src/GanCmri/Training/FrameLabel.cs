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

    /// <summary>The source (centre, collection).</summary>
    Source,

    /// <summary>Base, middle or apex: thirds of the way between the ends of the stack's cavities.</summary>
    Position,
}
