using static TorchSharp.torch;

namespace GanCmri.Studies.Generation;

/// <summary>How frames between those of a cine are made.</summary>
internal enum SuperResolutionMethod
{
    /// <summary>On a closed curve through the frames.</summary>
    Periodic,

    /// <summary>On straight lines from frame to frame.</summary>
    Linear,

    /// <summary>Along corrected transitions, as published (t-PCA).</summary>
    TransitionPca,
}

/// <summary>Which cines get more frames, and where they go.</summary>
internal sealed record SuperResolutionOptions
{
    /// <summary>The generator the latents belong to, .safetensors or .pkl.</summary>
    public required string Network { get; init; }

    /// <summary>Latents of real cines made by <see cref="Projections.FrameProjection"/> (.csv).</summary>
    public required string Latents { get; init; }

    /// <summary>
    /// Frame store the latents were found for, or with more frames: what the generator does not show of the real frames is added to those
    /// between (periodic only). Null: the generator alone.
    /// </summary>
    public string? Data { get; init; }

    /// <summary>Frames out for each frame in, above 0, at most 100.</summary>
    public double Factor { get; init; } = 2;

    /// <summary>How they are made.</summary>
    public SuperResolutionMethod Method { get; init; } = SuperResolutionMethod.Periodic;

    /// <summary>Folder for a GIF a series.</summary>
    public required string Folder { get; init; }

    /// <summary>Where to compute.</summary>
    public Device Device { get; init; } = CPU;
}
