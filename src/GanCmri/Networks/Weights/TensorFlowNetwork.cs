using System.Globalization;
using System.Numerics;
using GanCmri.Networks.Ops;
using GanCmri.Runtime;

namespace GanCmri.Networks.Weights;

/// <summary>
/// Translates a TensorFlow StyleGAN2 network (Karras et al. 2020, "config f" layout) into the names and layouts of
/// stylegan2-ada-pytorch: convolutions [kh, kw, in, out] -> [out, in, kh, kw] (turned by 180 degrees where they sample up), dense
/// [in, out] -> [out, in], style biases + 1. Networks of StyleGAN2-ADA's TensorFlow code, which differ in how labels enter, are read too.
/// </summary>
internal static class TensorFlowNetwork
{
    private static readonly string[] Options =
    [
        "num_channels",
        "resolution",
        "resolution_h",
        "resolution_w",
        "label_size",
        "label_fmaps",
        "latent_size",
        "dlatent_size",
        "dlatent_broadcast",
        "dtype",
        "fmap_base",
        "fmap_decay",
        "fmap_min",
        "fmap_max",
        "mapping_layers",
        "mapping_fmaps",
        "mapping_lrmul",
        "mapping_nonlinearity",
        "normalize_latents",
        "architecture",
        "nonlinearity",
        "randomize_noise",
        "resample_kernel",
        "fused_modconv",
        "conv_clamp",
        "num_fp16_res",
        "use_noise",
        "mbstd_group_size",
        "mbstd_num_features",
        "dlatent_avg_beta",
        "w_avg_beta",
        "truncation_psi",
        "truncation_cutoff",
        "truncation_psi_val",
        "truncation_cutoff_val",
        "style_mixing_prob",
        "is_training",
        "is_validation",
        "return_dlatents",
        "synthesis_func",
        "mapping_func",
        "structure",
        "data_format",
        "force_clean_graph",
        "is_template_graph",
        "freeze_layers",
        "augment_strength",
        "pagan_num",
        "pagan_fade",
        "use_pagan",
        "use_spectral_norm",
        "adaptive_dropout",
        "score_size",
        "score_max",
    ];

    /// <summary>Reads a generator or discriminator.</summary>
    /// <exception cref="InputException">It is of another kind, or has an option that we do not know.</exception>
    public static StoredNetwork Read(object? value, string name, string where, PickledTensors read)
    {
        var network = new TensorFlowModule(value, name, read, where);
        return network.Builder switch
        {
            "G_main" => Generator(network, name, where),
            "D_stylegan2" => Discriminator(network, name, where, ada: false),
            "D_main" => Discriminator(network, name, where, ada: true),
            var other => throw ForeignNetworks.OfBuilder(other, name, where) ?? network.Unknown("build function", other),
        };
    }

    private static StoredNetwork Generator(TensorFlowModule network, string name, string where)
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

    private static StoredNetwork Discriminator(TensorFlowModule network, string name, string where, bool ada)
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

    // Variants of the code that can do oblong images give both sides.
    private static int Side(TensorFlowModule network, string where)
    {
        var side = network.Int("resolution", network.Int("resolution_h", network.Int("resolution_w", 1024)));
        var (height, width) = (network.Int("resolution_h", side), network.Int("resolution_w", side));
        return height == side && width == side
            ? side
            : throw new InputException(
                where,
                "a network of square images",
                $"resolution {side}, resolution_h {height}, resolution_w {width}",
                "oblong images are not computed here"
            );
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

    private static (string Block, string Layer, string Part) Split(TensorFlowModule module, string variable)
    {
        var parts = variable.Split('/');
        var side = parts[0].Split('x')[0];
        return
            parts.Length == 3
            && parts[0] == $"{side}x{side}"
            && int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out var r)
            && BitOperations.IsPow2(r)
            ? ($"b{r}", parts[1], parts[2])
            : throw module.Unknown("variable", variable);
    }

    private static string MappingPart(TensorFlowModule module, string variable, string layers) =>
        variable.Split('/') switch
        {
            ["LabelConcat", "weight"] => "embed.weight",
            ["LabelEmbed", "weight" or "bias"] parts => "embed." + parts[1],
            [var layer, "weight" or "bias"] parts when layer.StartsWith(layers, StringComparison.Ordinal) =>
                $"fc{layer[layers.Length..]}.{parts[1]}",
            _ => throw module.Unknown("variable", variable),
        };

    private static int? Rows(Dictionary<string, StoredTensor> tensors, string name) =>
        tensors.TryGetValue(name, out var tensor) && tensor.Shape.Count == 2 ? (int)Math.Min(tensor.Shape[0], int.MaxValue) : null;

    private static StoredTensor Transposed(string variable, StoredTensor tensor) =>
        variable.EndsWith("weight", StringComparison.Ordinal) && tensor.Shape.Count == 2 ? tensor.Permuted(1, 0) : tensor;

    private static StoredTensor Convolution(TensorFlowModule module, string variable, StoredTensor tensor) =>
        tensor.Shape.Count == 4 ? tensor.Permuted(3, 2, 0, 1) : throw module.Unknown("shape", variable);

    private static StoredTensor Inner(TensorFlowModule module, string variable, StoredTensor tensor, int axes) =>
        tensor.Shape.Count > axes && tensor.Shape.Take(axes).All(n => n == 1)
            ? tensor.WithoutFirst(axes)
            : throw module.Unknown("shape", variable);

    private static void Known(TensorFlowModule module)
    {
        if (module.OptionNames.FirstOrDefault(o => !Options.Contains(o)) is { } unknown)
            throw module.Unknown("option", unknown);
        if (!module.Truth("normalize_latents", true))
            throw module.Unknown("option", "normalize_latents");
        if (module.Text("dtype", "float32") != "float32")
            throw module.Unknown("option", "dtype");
    }

    // TensorFlow counts feature maps from fmap_base / 2^stage with resolution 2^(stage + 1).
    private static int Base(TensorFlowModule module) => (int)Math.Clamp(2L * module.Int("fmap_base", 16384), 0, int.MaxValue);

    private static Architecture Kind(TensorFlowModule module, string otherwise) =>
        module.Text("architecture", otherwise) switch
        {
            "orig" => Architecture.Orig,
            "skip" => Architecture.Skip,
            "resnet" => Architecture.Resnet,
            var other => throw module.Unknown("architecture", other),
        };

    private static Activation Named(TensorFlowModule module, string option)
    {
        var name = module.Text(option, "lrelu");
        return name.All(char.IsAsciiLetterLower) && Enum.TryParse<Activation>(name, ignoreCase: true, out var activation)
            ? activation
            : throw module.Unknown(option, name);
    }
}
