using GanCmri.Networks.Ops;
using GanCmri.Runtime;

namespace GanCmri.Networks;

/// <summary>The shape of a StyleGAN2 discriminator. Defaults are those of stylegan2-ada-pytorch.</summary>
public sealed record DiscriminatorOptions
{
    /// <summary>Height and width of the images in pixels: a power of two from 8 to 1024.</summary>
    public required int Resolution { get; init; }

    /// <summary>Image channels; 1 for MR.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>Length of the condition label c; 0: unconditional.</summary>
    public int CDim { get; init; }

    /// <summary>How the label enters.</summary>
    public Conditioning Conditioning { get; init; }

    /// <summary>Length of the mapped label; null: the feature maps at 4 x 4. A concatenated label is not mapped.</summary>
    public int? CMapDim { get; init; }

    /// <summary>Layers of the label's mapping network.</summary>
    public int MappingLayers { get; init; } = 8;

    /// <summary>Length of the embedded label in its mapping; null: the mapped label's length.</summary>
    public int? EmbedFeatures { get; init; }

    /// <summary>Width of the label mapping's inner layers; null: the mapped label's length.</summary>
    public int? LayerFeatures { get; init; }

    /// <summary>Activation of the label's mapping network.</summary>
    public Activation MappingActivation { get; init; } = Activation.Lrelu;

    /// <summary>Learning-rate multiplier of the label's mapping network.</summary>
    public double MappingLrMultiplier { get; init; } = 0.01;

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
    public Architecture Architecture { get; init; } = Architecture.Resnet;

    /// <summary>Activation of all layers.</summary>
    public Activation Activation { get; init; } = Activation.Lrelu;

    /// <summary>Taps of the low-pass filter for resampling.</summary>
    public IReadOnlyList<float> ResampleFilter { get; init; } = [1, 3, 3, 1];

    /// <summary>Limits the output of convolutions; null: none.</summary>
    public double? ConvClamp { get; init; }

    /// <summary>Width of the fully connected layer after the last convolution; null: the feature maps at 4 x 4.</summary>
    public int? FcFeatures { get; init; }

    /// <summary>Images a minibatch-stddev group; null: the whole batch.</summary>
    public int? StddevGroup { get; init; } = 4;

    /// <summary>Minibatch-stddev feature maps; 0: none.</summary>
    public int StddevChannels { get; init; } = 1;

    /// <summary>The resolutions of the blocks: Resolution, … 8.</summary>
    public IEnumerable<int> BlockResolutions()
    {
        for (var r = Resolution; r > 4; r /= 2)
            yield return r;
    }

    /// <summary>Feature maps at a resolution.</summary>
    public int FeatureMaps(int resolution) => FeatureMapRule.At(resolution, ChannelBase, ChannelDecay, ChannelMin, ChannelMax);

    /// <summary>Length of the mapped label; 0: the label is not mapped, or there is none.</summary>
    internal int MappedLabel => CDim == 0 || Conditioning == Conditioning.Concatenated ? 0 : CMapDim ?? FeatureMaps(4);

    /// <summary>Logits an image, of which the label takes one or a weighted sum.</summary>
    internal int Outputs => MappedLabel > 0 ? MappedLabel : Math.Max(CDim, 1);

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">Every wrong value, named.</exception>
    internal void Validate() =>
        new OptionChecks()
            .That(
                Resolution is >= 8 and <= 1024 && int.IsPow2(Resolution),
                $"Resolution {Resolution}: expected a power of two from 8 to 1024"
            )
            .AtLeast(Channels, 1)
            .AtLeast(CDim, 0)
            .AtLeast(CMapDim, 0)
            .AtLeast(EmbedFeatures, 0)
            .AtLeast(LayerFeatures, 1)
            .Positive(MappingLrMultiplier)
            .That(
                ChannelMax >= 1 && ChannelMin >= 0 && double.IsFinite(ChannelDecay) && FeatureMaps(Resolution) >= 1 && FeatureMaps(4) >= 1,
                $"ChannelBase {ChannelBase}, ChannelDecay {ChannelDecay}, ChannelMin {ChannelMin} and ChannelMax {ChannelMax}: expected 1 "
                    + "feature map or more at each resolution"
            )
            .That(
                MappingLayers > 0 || (MappingLayers == 0 && (EmbedFeatures is not { } embed || embed == MappedLabel)),
                $"MappingLayers {MappingLayers}: expected layers that make CMapDim {MappedLabel}"
            )
            .Positive(ConvClamp)
            .AtLeast(FcFeatures, 1)
            .AtLeast(StddevGroup, 1)
            .AtLeast(StddevChannels, 0)
            .Throw();
}
