namespace GanCmri.Evaluation;

/// <summary>Ways to spoil a real cine that a good clip distance must notice.</summary>
internal enum ClipControl
{
    /// <summary>Every frame is the first.</summary>
    Frozen,

    /// <summary>The frames in random order.</summary>
    Shuffled,

    /// <summary>The beat backwards.</summary>
    Reversed,

    /// <summary>Left and right exchanged.</summary>
    Mirrored,

    /// <summary>Smoothed with a standard deviation of 1/50 of the picture.</summary>
    Blurred,
}
