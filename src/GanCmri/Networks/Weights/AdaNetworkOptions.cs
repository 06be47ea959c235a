using GanCmri.Networks.Ops;
using GanCmri.Runtime;

namespace GanCmri.Networks.Weights;

/// <summary>
/// The shape of a stylegan2-ada-pytorch network, read from the attributes its modules have (which say what the network does) and not
/// from defaults (which changed between releases).
/// </summary>
internal static class AdaNetworkOptions
{
    private static readonly HashSet<string> Classes =
    [
        "Generator",
        "MappingNetwork",
        "SynthesisNetwork",
        "SynthesisBlock",
        "SynthesisLayer",
        "ToRGBLayer",
        "FullyConnectedLayer",
        "Discriminator",
        "DiscriminatorBlock",
        "DiscriminatorEpilogue",
        "Conv2dLayer",
        "MinibatchStdLayer",
    ];

    // Arguments whose effect is in our options, in the tensors' shapes, or only in how fast NVIDIA's code runs (half precision, memory
    // layout, frozen layers).
    private static readonly HashSet<string> Arguments =
    [
        "z_dim",
        "c_dim",
        "w_dim",
        "img_resolution",
        "img_channels",
        "num_ws",
        "num_layers",
        "embed_features",
        "layer_features",
        "activation",
        "lr_multiplier",
        "w_avg_beta",
        "channel_base",
        "channel_max",
        "architecture",
        "resample_filter",
        "conv_clamp",
        "use_noise",
        "kernel_size",
        "up",
        "down",
        "bias",
        "bias_init",
        "in_channels",
        "out_channels",
        "tmp_channels",
        "in_features",
        "out_features",
        "resolution",
        "is_last",
        "first_layer_idx",
        "cmap_dim",
        "mbstd_group_size",
        "mbstd_num_channels",
        "group_size",
        "num_channels",
        "mapping_kwargs",
        "synthesis_kwargs",
        "block_kwargs",
        "epilogue_kwargs",
        "num_fp16_res",
        "use_fp16",
        "fp16_channels_last",
        "channels_last",
        "fused_modconv_default",
        "trainable",
        "freeze_layers",
    ];

    /// <summary>The shape of a generator.</summary>
    /// <exception cref="InputException">It has a part or an option that we do not know, or one that differs between layers.</exception>
    public static GeneratorOptions Generator(PersistentModules modules)
    {
        Known(modules);
        PersistentModule synthesis = modules.Module("synthesis"),
            mapping = modules.Module("mapping");
        int resolution = modules.Int(modules.Root, "img_resolution"),
            layers = modules.Int(mapping, "num_layers");
        SynthesisLayer[] each =
        [
            .. modules
                .OfClass("SynthesisLayer")
                .Select(m => new SynthesisLayer(
                    modules.Text(m, "activation"),
                    modules.NumberOrNone(m, "conv_clamp"),
                    m.State.GetValueOrDefault("use_noise") is true
                )),
        ];
        var layer = Same(modules, each, "activation, conv_clamp or use_noise");
        foreach (var toRgb in modules.OfClass("ToRGBLayer"))
            if (modules.NumberOrNone(toRgb, "conv_clamp") != layer.Clamp)
                throw modules.Unknown("option", toRgb.Path + ".conv_clamp");
        var (activation, multiplier) = MappingLayer(modules);
        var (channelBase, channelMax) = Channels(modules, synthesis, resolution, r => Maps(modules, $"synthesis.b{r}.conv1.weight"));
        return new GeneratorOptions
        {
            Resolution = resolution,
            Channels = modules.Int(modules.Root, "img_channels"),
            ZDim = modules.Int(modules.Root, "z_dim"),
            WDim = modules.Int(modules.Root, "w_dim"),
            CDim = modules.Int(modules.Root, "c_dim"),
            MappingLayers = layers,
            EmbedFeatures = Maps(modules, "mapping.embed.weight"),
            LayerFeatures = layers > 1 ? Maps(modules, "mapping.fc0.weight") : null,
            MappingActivation = activation,
            MappingLrMultiplier = multiplier,
            WAvgBeta = modules.NumberOrNone(mapping, "w_avg_beta"),
            ChannelBase = channelBase,
            ChannelMax = channelMax,
            Architecture = Kind(modules, "SynthesisBlock"),
            Activation = Named(modules, layer.Activation),
            ResampleFilter = modules.Numbers(modules.Module($"synthesis.b{resolution}"), "resample_filter", [1, 3, 3, 1]),
            ConvClamp = layer.Clamp,
            UseNoise = layer.UseNoise,
        };
    }

    /// <summary>The shape of a discriminator.</summary>
    /// <exception cref="InputException">It has a part or an option that we do not know, or one that differs between layers.</exception>
    public static DiscriminatorOptions Discriminator(PersistentModules modules)
    {
        Known(modules);
        int resolution = modules.Int(modules.Root, "img_resolution"),
            cDim = modules.Int(modules.Root, "c_dim");
        var convolutions = modules.OfClass("Conv2dLayer").Where(m => !m.Path.EndsWith(".skip", StringComparison.Ordinal)).ToArray();
        var activation = Same(modules, [.. convolutions.Select(m => modules.Text(m, "activation"))], "activation");
        var clamp = Same(
            modules,
            [.. convolutions.Where(m => m.Path != "b4.fromrgb").Select(m => modules.NumberOrNone(m, "conv_clamp"))],
            "conv_clamp"
        );
        if (modules.Text(modules.Module("b4.fc"), "activation") != activation)
            throw modules.Unknown("option", "epilogue_kwargs.activation");
        var deviation = modules.OfClass("MinibatchStdLayer").FirstOrDefault();
        var label = cDim > 0 ? MappingLayer(modules) : (Activation.Lrelu, 0.01);
        var (channelBase, channelMax) = Channels(
            modules,
            modules.Root,
            resolution,
            r => Maps(modules, r > 4 ? $"b{r}.conv0.weight" : "b4.conv.weight")
        );
        var layers = cDim > 0 ? modules.Int(modules.Module("mapping"), "num_layers") : 8;
        return new DiscriminatorOptions
        {
            Resolution = resolution,
            Channels = modules.Int(modules.Root, "img_channels"),
            CDim = cDim,
            CMapDim = cDim > 0 ? modules.Int(modules.Module("b4"), "cmap_dim") : null,
            MappingLayers = layers,
            EmbedFeatures = Maps(modules, "mapping.embed.weight"),
            LayerFeatures = layers > 1 ? Maps(modules, "mapping.fc0.weight") : null,
            MappingActivation = label.Item1,
            MappingLrMultiplier = label.Item2,
            ChannelBase = channelBase,
            ChannelMax = channelMax,
            Architecture = Kind(modules, "DiscriminatorBlock"),
            Activation = Named(modules, activation),
            ResampleFilter = modules.Numbers(modules.Module($"b{resolution}"), "resample_filter", [1, 3, 3, 1]),
            ConvClamp = clamp,
            StddevGroup =
                deviation is null || modules.NumberOrNone(deviation, "group_size") is null ? null : modules.Int(deviation, "group_size"),
            StddevChannels = deviation is null ? 0 : modules.Int(deviation, "num_channels"),
        };
    }

    private static void Known(PersistentModules modules)
    {
        foreach (var module in modules.All)
        {
            if (!Classes.Contains(module.ClassName))
                throw modules.Unknown("class", module.ClassName);
            var unknown = modules.Arguments(module).Keys.FirstOrDefault(a => !Arguments.Contains(a));
            if (unknown is not null)
                throw modules.Unknown("option", $"{module.Path}.{unknown}".TrimStart('.'));
        }
    }

    private static (Activation Activation, double LrMultiplier) MappingLayer(PersistentModules modules)
    {
        var layers = modules.OfClass("FullyConnectedLayer").Where(m => m.Path.StartsWith("mapping.fc", StringComparison.Ordinal)).ToArray();
        if (layers.Length == 0)
            return (Activation.Lrelu, 0.01);
        return (
            Named(modules, Same(modules, [.. layers.Select(m => modules.Text(m, "activation"))], "mapping.activation")),
            Same(modules, [.. layers.Select(m => modules.Number(m, "bias_gain"))], "mapping.lr_multiplier")
        );
    }

    /// <summary>The two numbers that give every resolution its feature maps: as given to the network, otherwise worked out from the maps
    /// themselves.</summary>
    private static (int Base, int Max) Channels(PersistentModules modules, PersistentModule network, int resolution, Func<int, int?> maps)
    {
        int[] resolutions = [.. Enumerable.Range(2, 9).Select(k => 1 << k).Where(r => r <= resolution)];
        int?[] found = [.. resolutions.Select(maps)];
        int givenBase = modules.ArgumentInt(network, "channel_base") ?? 32768,
            givenMax = modules.ArgumentInt(network, "channel_max") ?? 512;
        if (Fits(givenBase, givenMax))
            return (givenBase, givenMax);
        var max = found.Max() ?? 0;
        var narrower = Array.FindIndex(found, m => m < max);
        var channelBase = narrower < 0 ? max * resolution : found[narrower]!.Value * resolutions[narrower];
        return Fits(channelBase, max) ? (channelBase, max) : throw modules.Unknown("option", "channel_base");

        bool Fits(int b, int m) => resolutions.Zip(found).All(p => p.Second == Math.Min(b / p.First, m));
    }

    private static int? Maps(PersistentModules modules, string weight) =>
        modules.Tensors.TryGetValue(weight, out var tensor) && tensor.Shape.Count > 0 ? (int)Math.Min(tensor.Shape[0], int.MaxValue) : null;

    private static Architecture Kind(PersistentModules modules, string className) =>
        Same(modules, [.. modules.OfClass(className).Select(m => modules.Text(m, "architecture"))], "architecture") switch
        {
            "orig" => Architecture.Orig,
            "skip" => Architecture.Skip,
            "resnet" => Architecture.Resnet,
            var other => throw modules.Unknown("architecture", other),
        };

    private static Activation Named(PersistentModules modules, string name) =>
        name.All(char.IsAsciiLetterLower) && Enum.TryParse<Activation>(name, ignoreCase: true, out var activation)
            ? activation
            : throw modules.Unknown("activation", name);

    private static T Same<T>(PersistentModules modules, T[] values, string option) =>
        values.Distinct().ToArray() is [var one] ? one : throw modules.Unknown("option", option + " (it differs between layers)");

    private readonly record struct SynthesisLayer(string Activation, double? Clamp, bool UseNoise);
}
