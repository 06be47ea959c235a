using GanCmri.Networks;
using static TorchSharp.torch;

namespace GanCmri.Studies.Generation;

/// <summary>Which images are made, and where they go. Exactly one of <see cref="Seeds"/>, <see cref="Z"/> and <see cref="Latents"/> is
/// given.</summary>
internal sealed record ImageGenerationOptions
{
    /// <summary>The network, .safetensors or .pkl.</summary>
    public required string Network { get; init; }

    /// <summary>Which generator of a pickle: G_ema or G.</summary>
    public string NetworkName { get; init; } = "G_ema";

    /// <summary>Where to compute.</summary>
    public Device Device { get; init; } = CPU;

    /// <summary>Seeds of z, as in NVIDIA's programs; null: none.</summary>
    public IReadOnlyList<uint>? Seeds { get; init; }

    /// <summary>Latents z, .npy [N, ZDim]; null: none.</summary>
    public string? Z { get; init; }

    /// <summary>Latents w, .npy [N, NumWs, WDim] or [N, WDim], which truncation does not touch; null: none.</summary>
    public string? Latents { get; init; }

    /// <summary>For conditional networks a value of each column ("phase=ES,position=0.3"), a class number, or .npy [N, CDim]; null: of
    /// each z one that the network was trained with (psi then draws to the mean of that label), where its file tells them.</summary>
    public string? Class { get; init; }

    /// <summary>Truncation: 1 none, 0 the mean image.</summary>
    public double Psi { get; init; } = 1;

    /// <summary>How many of the first layers are truncated; null: all.</summary>
    public int? TruncationCutoff { get; init; }

    /// <summary>Per-pixel noise.</summary>
    public NoiseKind Noise { get; init; } = NoiseKind.Const;

    /// <summary>Seed of random noise: image i draws from seed + i.</summary>
    public int NoiseSeed { get; init; } = 1;

    /// <summary>Folder for pictures; null: none.</summary>
    public string? Folder { get; init; }

    /// <summary>The images as .npy [N, Channels, Resolution, Resolution]; null: none.</summary>
    public string? Output { get; init; }

    /// <summary>The latents w used as .npy [N, NumWs, WDim]; null: none.</summary>
    public string? LatentsOutput { get; init; }
}
