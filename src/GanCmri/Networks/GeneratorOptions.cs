using GanCmri.Networks.Ops;
using GanCmri.Runtime;

namespace GanCmri.Networks;

/// <summary>The shape of a StyleGAN2 generator. Defaults are those of stylegan2-ada-pytorch.</summary>
public sealed record GeneratorOptions
{
    /// <summary>Output height and width in pixels: a power of two from 4 to 1024.</summary>
    public required int Resolution { get; init; }

    /// <summary>Image channels; 1 for MR.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>Length of z.</summary>
    public int ZDim { get; init; } = 512;

    /// <summary>Length of w.</summary>
    public int WDim { get; init; } = 512;

    /// <summary>Length of the condition label c; 0: unconditional.</summary>
    public int CDim { get; init; }

    /// <summary>How the label enters.</summary>
    public Conditioning Conditioning { get; init; }

    /// <summary>Fully connected layers from z to w.</summary>
    public int MappingLayers { get; init; } = 8;

    /// <summary>Length of the embedded label; null: WDim, or ZDim where it is concatenated.</summary>
    public int? EmbedFeatures { get; init; }

    /// <summary>Width of the mapping network's inner layers; null: WDim.</summary>
    public int? LayerFeatures { get; init; }

    /// <summary>Activation of the mapping network.</summary>
    public Activation MappingActivation { get; init; } = Activation.Lrelu;

    /// <summary>Learning-rate multiplier of the mapping network.</summary>
    public double MappingLrMultiplier { get; init; } = 0.01;

    /// <summary>Decay of the running mean of w during training; null: none is kept.</summary>
    public double? WAvgBeta { get; init; } = 0.995;

    /// <summary>Feature maps at resolution r: ChannelBase / r, at most ChannelMax and at least ChannelMin; see
    /// <see cref="ChannelDecay"/>.</summary>
    public int ChannelBase { get; init; } = 32768;

    /// <summary>Most feature maps at any resolution.</summary>
    public int ChannelMax { get; init; } = 512;

    /// <summary>Fewest feature maps at any resolution; 0: no such floor.</summary>
    public int ChannelMin { get; init; }

    /// <summary>The feature maps fall by 2^ChannelDecay each time the resolution doubles, from ChannelBase / 2 at resolution 2.</summary>
    public double ChannelDecay { get; init; } = 1;

    /// <summary>How blocks pass images on.</summary>
    public Architecture Architecture { get; init; } = Architecture.Skip;

    /// <summary>Activation of the synthesis layers.</summary>
    public Activation Activation { get; init; } = Activation.Lrelu;

    /// <summary>Taps of the low-pass filter for resampling.</summary>
    public IReadOnlyList<float> ResampleFilter { get; init; } = [1, 3, 3, 1];

    /// <summary>Limits the output of convolutions; null: none.</summary>
    public double? ConvClamp { get; init; }

    /// <summary>Whether layers add noise.</summary>
    public bool UseNoise { get; init; } = true;

    /// <summary>The resolutions of the blocks: 4, 8, … Resolution.</summary>
    public IEnumerable<int> BlockResolutions()
    {
        for (var r = 4; r <= Resolution; r *= 2)
            yield return r;
    }

    /// <summary>Feature maps at a resolution.</summary>
    public int FeatureMaps(int resolution) => FeatureMapRule.At(resolution, ChannelBase, ChannelDecay, ChannelMin, ChannelMax);

    /// <summary>Length of the embedded label; 0: unconditional.</summary>
    internal int EmbeddedLabel => CDim == 0 ? 0 : EmbedFeatures ?? (Conditioning == Conditioning.Concatenated ? ZDim : WDim);

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate() =>
        new OptionChecks()
            .That(
                Resolution is >= 4 and <= 1024 && int.IsPow2(Resolution),
                $"Resolution {Resolution}: expected a power of two from 4 to 1024"
            )
            .AtLeast(Channels, 1)
            .That(ZDim >= 0 && CDim >= 0 && ZDim + CDim >= 1, $"ZDim {ZDim} and CDim {CDim}: expected something to map")
            .AtLeast(WDim, 1)
            .AtLeast(EmbedFeatures, 0)
            .AtLeast(LayerFeatures, 1)
            .Positive(MappingLrMultiplier)
            .Within(WAvgBeta, 0, 1)
            .That(
                MappingLayers > 0 || (MappingLayers == 0 && ZDim + EmbeddedLabel == WDim),
                $"MappingLayers {MappingLayers}: expected layers that make WDim {WDim} of ZDim {ZDim}"
            )
            .That(
                ChannelMax >= 1 && ChannelMin >= 0 && double.IsFinite(ChannelDecay) && FeatureMaps(Resolution) >= 1 && FeatureMaps(4) >= 1,
                $"ChannelBase {ChannelBase}, ChannelDecay {ChannelDecay}, ChannelMin {ChannelMin} and ChannelMax {ChannelMax}: expected 1 "
                    + "feature map or more at each resolution"
            )
            .Positive(ConvClamp)
            .Throw();
}
