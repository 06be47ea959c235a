using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Networks.Weights;

/// <summary>
/// Checks the sizes that a file's options claim against its tensors before a network of those sizes is made, so that a few
/// bytes cannot ask for gigabytes.
/// </summary>
internal static class StoredShapeCheck
{
    /// <summary>Checks a generator.</summary>
    public static void Generator(StoredNetwork network, GeneratorOptions o, long fileLength)
    {
        Sizes(network, fileLength);
        foreach (var r in o.BlockResolutions())
        {
            var maps = o.FeatureMaps(r);
            Has(network, $"synthesis.b{r}.conv1.weight", "channel_base, channel_max or kernel_size", maps, maps, 3, 3);
            Has(network, $"synthesis.b{r}.conv1.affine.weight", "w_dim", maps, o.WDim);
        }

        Has(network, $"synthesis.b{o.Resolution}.torgb.weight", "img_channels", o.Channels, o.FeatureMaps(o.Resolution), 1, 1);
        Label(network, o.CDim, o.EmbeddedLabel);
        Layers(network, o.ZDim + o.EmbeddedLabel, o.MappingLayers, o.LayerFeatures ?? o.WDim, o.WDim);
        Filter(network, $"synthesis.b{o.Resolution}.resample_filter", o.ResampleFilter);
    }

    /// <summary>Checks a discriminator.</summary>
    public static void Discriminator(StoredNetwork network, DiscriminatorOptions o, long fileLength)
    {
        Sizes(network, fileLength);
        foreach (var r in o.BlockResolutions())
            Has(network, $"b{r}.conv1.weight", "channel_base or channel_max", o.FeatureMaps(r / 2), o.FeatureMaps(r), 3, 3);
        var maps = o.FeatureMaps(4);
        Has(network, $"b{o.Resolution}.fromrgb.weight", "img_channels", o.FeatureMaps(o.Resolution), o.Channels, 1, 1);
        Has(network, "b4.conv.weight", "mbstd_num_channels", maps, maps + o.StddevChannels, 3, 3);
        Has(network, "b4.fc.weight", "fc_features", o.FcFeatures ?? maps, 16 * maps);
        Filter(network, $"b{o.Resolution}.resample_filter", o.ResampleFilter);
        var mapped = o.MappedLabel;
        Has(network, "b4.out.weight", mapped > 0 ? "cmap_dim" : "c_dim", o.Outputs, o.FcFeatures ?? maps);
        if (mapped == 0)
            return;
        Label(network, o.CDim, o.EmbedFeatures ?? mapped);
        Layers(network, o.EmbedFeatures ?? mapped, o.MappingLayers, o.LayerFeatures ?? mapped, mapped);
    }

    private static void Label(StoredNetwork network, int cDim, int embed)
    {
        if (cDim > 0)
            Has(network, "mapping.embed.weight", "c_dim or embed_features", embed, cDim);
    }

    private static void Layers(StoredNetwork network, int inputs, int layers, int inner, int outputs)
    {
        for (var i = 0; i < layers; i++)
        {
            var next = i == layers - 1 ? outputs : inner;
            Has(network, $"mapping.fc{i}.weight", "num_layers, layer_features or z_dim", next, inputs);
            inputs = next;
        }
    }

    // Tensors may not share storage: that too would make much out of little.
    private static void Sizes(StoredNetwork network, long fileLength)
    {
        var bytes = network.Tensors.Values.Aggregate((Int128)0, (sum, t) => sum + t.Bytes);
        if (bytes > fileLength)
            throw new InputException(
                network.Where,
                $"at most the file's {fileLength} bytes in '{network.Name}'",
                $"{bytes}",
                "do not trust this file"
            );
        var other = network.Tensors.FirstOrDefault(t => !StoredTensor.IsReal(t.Value.Type));
        if (other.Key is not null)
            throw new InputException(
                network.Where,
                "weights of F16, BF16, F32 or F64",
                $"'{other.Key}' of {other.Value.Type}",
                "get another file"
            );
    }

    private static void Has(StoredNetwork network, string name, string option, params ReadOnlySpan<long> shape)
    {
        var found = network.Tensors.TryGetValue(name, out var tensor) ? $"[{string.Join(", ", tensor.Shape)}]" : "none";
        if (tensor is null || !shape.SequenceEqual([.. tensor.Shape]))
            throw new InputException(
                network.Where,
                $"'{name}' of shape [{string.Join(", ", shape.ToArray())}]",
                found,
                $"option {option} is not one that can be used"
            );
    }

    private static void Filter(StoredNetwork network, string name, IReadOnlyList<float> taps)
    {
        if (!network.Tensors.TryGetValue(name, out var stored))
            return; // The options say it all.
        using var scope = NewDisposeScope();
        var ours = Ops.Fir.Filter(taps);
        if (stored.Shape.SequenceEqual(ours.shape) && stored.ToTensor().allclose(ours, 1e-5, 1e-7))
            return;
        throw new InputException(
            network.Where,
            $"'{name}' made of the taps [{string.Join(", ", taps)}]",
            "another filter",
            "option resample_filter is not one that can be used"
        );
    }
}
