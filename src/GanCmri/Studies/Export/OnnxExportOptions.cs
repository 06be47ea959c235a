using GanCmri.Latents;
using GanCmri.Networks.Onnx;
using GanCmri.Runtime;

namespace GanCmri.Studies.Export;

/// <summary>What an ONNX file shall hold.</summary>
public sealed record OnnxExportOptions
{
    /// <summary>Which part; null: the whole generator, or the segmenter, as the model is.</summary>
    public NetworkPart? Part { get; init; }

    /// <summary>Where the per-pixel noise of images comes from.</summary>
    public OnnxNoise Noise { get; init; }

    /// <summary>Truncation of the mapping, for good: 1 none, 0 the mean heart.</summary>
    public double TruncationPsi { get; init; } = 1;

    /// <summary>What the synthesis takes: W, one latent [N, WDim] for all layers; WPlus, [N, NumWs, WDim].</summary>
    public LatentSpace Space { get; init; }

    /// <summary>Side of the heart crops a segmenter takes, pixels: 64 or 128.</summary>
    public int Side { get; init; } = 64;

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate() =>
        new OptionChecks().Finite(TruncationPsi).That(Side is 64 or 128, $"Side {Side}: expected 64 or 128 pixels").Throw();
}
