using GanCmri.Latents;
using GanCmri.Latents.Tuning;
using static TorchSharp.torch;

namespace GanCmri.Studies.Projections;

/// <summary>Which frames are projected through which networks, and where their latents go.</summary>
public sealed record FrameProjectionOptions
{
    /// <summary>The generator, .safetensors or .pkl.</summary>
    public required string Network { get; init; }

    /// <summary>A frame store, or a folder of pictures of the network's size.</summary>
    public required string Data { get; init; }

    /// <summary>The latents: .csv, or .npy with the .csv beside it. A run that was stopped goes on there.</summary>
    public required string Output { get; init; }

    /// <summary>The table of MSE, PSNR and SSIM (.csv); null: beside the latents.</summary>
    public string? Quality { get; init; }

    /// <summary>A discriminator whose features are compared beside the pixels; null: none.</summary>
    public string? Discriminator { get; init; }

    /// <summary>A network of features as TorchScript, instead of a discriminator; it is run. Null: none.</summary>
    public string? Perceptual { get; init; }

    /// <summary>An encoder that gives each frame its start; null: the mean w.</summary>
    public string? Encoder { get; init; }

    /// <summary>Whether images are computed in bfloat16.</summary>
    public bool BFloat16 { get; init; }

    /// <summary>Where to compute.</summary>
    public Device Device { get; init; } = CPU;

    /// <summary>How the generator is tuned to each cine after its latents are found (Roich et al. 2021); null: not at all.</summary>
    public TuningOptions? Tuning { get; init; }

    /// <summary>How frames are projected.</summary>
    public ProjectorOptions Projector { get; init; } = new();
}
