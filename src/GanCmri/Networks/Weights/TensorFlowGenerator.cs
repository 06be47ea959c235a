using System.Globalization;
using GanCmri.Runtime;
using static GanCmri.Networks.Weights.TensorFlowLayers;
using static GanCmri.Networks.Weights.TensorFlowOptions;

namespace GanCmri.Networks.Weights;

/// <summary>A generator of TensorFlow: its mapping, its synthesis and the mean w.</summary>
internal static class TensorFlowGenerator
{
    /// <summary>Translates it.</summary>
    /// <exception cref="InputException">A variable or option that we do not know.</exception>
    public static StoredNetwork Read(TensorFlowModule network, string name, string where)
    {
        TensorFlowModule synthesis = network.Component("synthesis"),
            mapping = network.Component("mapping");
        if (synthesis.Builder is not ("G_synthesis_stylegan2" or "G_synthesis"))
            throw synthesis.Unknown("build function", synthesis.Builder);
        if (mapping.Builder != "G_mapping")
            throw mapping.Unknown("build function", mapping.Builder);
        foreach (var module in (TensorFlowModule[])[network, synthesis, mapping])
            Known(module);
        var layers = mapping.Variables();
        Dictionary<string, StoredTensor> tensors = new(StringComparer.Ordinal);
        foreach (var (variable, tensor) in network.Variables().Where(v => v.Key != "lod"))
            tensors[variable == "dlatent_avg" ? "mapping.w_avg" : throw network.Unknown("variable", variable)] = tensor;
        foreach (var (variable, tensor) in layers)
            tensors["mapping." + MappingPart(mapping, variable, "Dense")] = Transposed(variable, tensor);
        foreach (var (variable, tensor) in synthesis.Variables())
        {
            if (SynthesisPart(synthesis, variable, tensor) is var (part, translated))
                tensors["synthesis." + part] = translated;
        }

        var count = layers.Keys.Count(v =>
            v.StartsWith("Dense", StringComparison.Ordinal) && v.EndsWith("/weight", StringComparison.Ordinal)
        );
        var options = new GeneratorOptions
        {
            Resolution = Side(network, where),
            Channels = network.Int("num_channels", 3),
            ZDim = mapping.Int("latent_size", 512),
            WDim = mapping.Int("dlatent_size", 512),
            CDim = mapping.Int("label_size", 0),
            Conditioning = layers.ContainsKey("LabelConcat/weight") ? Conditioning.Concatenated : Conditioning.Projected,
            MappingLayers = count,
            EmbedFeatures = Rows(tensors, "mapping.embed.weight"),
            LayerFeatures = count > 1 ? Rows(tensors, "mapping.fc0.weight") : null,
            MappingActivation = Named(mapping, "mapping_nonlinearity"),
            MappingLrMultiplier = mapping.Number("mapping_lrmul", 0.01),
            WAvgBeta = network.NumberOrNone("dlatent_avg_beta", 0.995) ?? 1, // The mean is there, moving or not.
            ChannelBase = Base(synthesis),
            ChannelMax = synthesis.Int("fmap_max", 512),
            ChannelMin = synthesis.Int("fmap_min", 1),
            ChannelDecay = synthesis.Number("fmap_decay", 1),
            Architecture = Kind(synthesis, "skip"),
            Activation = Named(synthesis, "nonlinearity"),
            ResampleFilter = synthesis.Numbers("resample_kernel", [1, 3, 3, 1], none: [1, 1]),
            ConvClamp = synthesis.NumberOrNone("conv_clamp"),
            UseNoise = tensors.ContainsKey("synthesis.b4.conv1.noise_const"),
        };
        return new StoredNetwork(where, name, options, null, tensors);
    }

    private static (string Name, StoredTensor Tensor)? SynthesisPart(TensorFlowModule module, string variable, StoredTensor tensor)
    {
        if (variable == "lod")
            return null;
        if (
            variable.StartsWith("noise", StringComparison.Ordinal)
            && int.TryParse(variable.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < 32
        )
            return ($"b{4 << ((index + 1) / 2)}.conv{(index + 1) % 2}.noise_const", Inner(module, variable, tensor, 2));
        var (block, layer, part) = Split(module, variable);
        if (variable == "4x4/Const/const")
            return (block + ".const", Inner(module, variable, tensor, 1));
        var name = (layer, block) switch
        {
            ("Conv", "b4") => "conv1",
            ("Conv0_up", _) => "conv0",
            ("Conv1", _) => "conv1",
            ("ToRGB", _) => "torgb",
            ("Skip", _) => "skip",
            _ => throw module.Unknown("variable", variable),
        };
        var turned = layer is "Conv0_up" or "Skip";
        return part switch
        {
            "weight" => (
                $"{block}.{name}.weight",
                turned ? Convolution(module, variable, tensor).Reversed(2, 3) : Convolution(module, variable, tensor)
            ),
            "bias" => ($"{block}.{name}.bias", tensor),
            "noise_strength" => ($"{block}.{name}.noise_strength", tensor),
            "mod_weight" => ($"{block}.{name}.affine.weight", Transposed(variable, tensor)),
            "mod_bias" => ($"{block}.{name}.affine.bias", tensor.Plus(1)),
            _ => throw module.Unknown("variable", variable),
        };
    }
}
