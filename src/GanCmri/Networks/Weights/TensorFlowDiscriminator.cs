using GanCmri.Networks.Ops;
using GanCmri.Runtime;
using static GanCmri.Networks.Weights.TensorFlowLayers;
using static GanCmri.Networks.Weights.TensorFlowOptions;

namespace GanCmri.Networks.Weights;

/// <summary>A discriminator of TensorFlow, of StyleGAN2 or of StyleGAN2-ADA, which bring labels in differently.</summary>
internal static class TensorFlowDiscriminator
{
    /// <summary>Translates it.</summary>
    /// <exception cref="InputException">A variable or option that we do not know.</exception>
    public static StoredNetwork Read(TensorFlowModule network, string name, string where, bool ada)
    {
        Known(network);
        if (network.Truth("use_pagan", false))
            throw network.Unknown("option", "use_pagan");
        if (network.Truth("use_spectral_norm", false))
            throw network.Unknown("option", "use_spectral_norm");
        if (network.Int("score_max", 1) != 1)
            throw network.Unknown("option", "score_max");
        Dictionary<string, StoredTensor> tensors = new(StringComparer.Ordinal);
        foreach (var (variable, tensor) in network.Variables().Where(v => v.Key != "lod"))
        {
            var (part, translated) = DiscriminatorPart(network, variable, tensor);
            tensors[part] = translated;
        }

        // Groups when nothing is stated: 4 in StyleGAN2 (a group of 1 or 0 means no such layer), the whole batch in StyleGAN2-ADA and in
        // NVIDIA's converter.
        var group = network.NumberOrNone("mbstd_group_size", ada ? null : 4);
        var cDim = network.Int("label_size", 0);
        var options = new DiscriminatorOptions
        {
            Resolution = Side(network, where),
            Channels = network.Int("num_channels", 3),
            CDim = cDim,
            Conditioning = ada ? Conditioning.Projected : Conditioning.Concatenated,
            CMapDim = ada && cDim > 0 ? Rows(tensors, "b4.out.weight") : null,
            EmbedFeatures = Rows(tensors, "mapping.embed.weight"),
            MappingLayers =
                ada && cDim > 0
                    ? tensors.Keys.Count(t =>
                        t.StartsWith("mapping.fc", StringComparison.Ordinal) && t.EndsWith(".weight", StringComparison.Ordinal)
                    )
                    : 8,
            MappingActivation = ada && cDim > 0 ? Named(network, "nonlinearity") : Activation.Lrelu,
            MappingLrMultiplier = ada && cDim > 0 ? network.Number("mapping_lrmul", 0.1) : 0.01,
            ChannelBase = Base(network),
            ChannelMax = network.Int("fmap_max", 512),
            ChannelMin = network.Int("fmap_min", 1),
            ChannelDecay = network.Number("fmap_decay", 1),
            FcFeatures = Rows(tensors, "b4.fc.weight"),
            Architecture = Kind(network, "resnet"),
            Activation = Named(network, "nonlinearity"),
            ResampleFilter = network.Numbers("resample_kernel", [1, 3, 3, 1], none: [1, 1]),
            ConvClamp = network.NumberOrNone("conv_clamp"),
            StddevGroup = group is null || (group <= 1 && !ada) ? null : network.Int("mbstd_group_size", 4),
            StddevChannels = group <= 1 && !ada ? 0 : network.Int("mbstd_num_features", 1),
        };
        return new StoredNetwork(where, name, null, options, tensors);
    }

    private static (string Name, StoredTensor Tensor) DiscriminatorPart(TensorFlowModule module, string variable, StoredTensor tensor)
    {
        if (variable is "Output/weight" or "Output/bias" or "4x4/Dense0/weight" or "4x4/Dense0/bias")
        {
            var layer = variable.StartsWith("Output", StringComparison.Ordinal) ? "b4.out." : "b4.fc.";
            return (layer + variable[(variable.LastIndexOf('/') + 1)..], Transposed(variable, tensor));
        }

        if (variable.StartsWith("Label", StringComparison.Ordinal) || variable.StartsWith("Mapping", StringComparison.Ordinal))
            return ("mapping." + MappingPart(module, variable, "Mapping"), Transposed(variable, tensor));
        var (block, tensorFlow, part) = Split(module, variable);
        var name = tensorFlow switch
        {
            "FromRGB" => "fromrgb",
            "Conv0" => "conv0",
            "Conv1_down" => "conv1",
            "Skip" => "skip",
            "Conv" when block == "b4" => "conv",
            _ => throw module.Unknown("variable", variable),
        };
        return part switch
        {
            "weight" => ($"{block}.{name}.weight", Convolution(module, variable, tensor)),
            "bias" => ($"{block}.{name}.bias", tensor),
            _ => throw module.Unknown("variable", variable),
        };
    }
}
