namespace GanCmri.Networks;

/// <summary>The three kinds of per-pixel noise that generators offer by name.</summary>
internal enum NoiseKind
{
    /// <summary>The fixed noise stored in the network.</summary>
    Const,

    /// <summary>No noise.</summary>
    None,

    /// <summary>Fresh noise for every image, from a seed.</summary>
    Random,
}
