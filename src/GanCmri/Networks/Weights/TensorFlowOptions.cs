using GanCmri.Networks.Ops;
using GanCmri.Runtime;

namespace GanCmri.Networks.Weights;

/// <summary>The options of TensorFlow's networks: which ones we know, and those that both networks state in the same way.</summary>
internal static class TensorFlowOptions
{
    private static readonly string[] Names =
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

    public static void Known(TensorFlowModule module)
    {
        if (module.OptionNames.FirstOrDefault(o => !Names.Contains(o)) is { } unknown)
            throw module.Unknown("option", unknown);
        if (!module.Truth("normalize_latents", true))
            throw module.Unknown("option", "normalize_latents");
        if (module.Text("dtype", "float32") != "float32")
            throw module.Unknown("option", "dtype");
    }

    // Variants of the code that can do oblong images give both sides.
    public static int Side(TensorFlowModule network, string where)
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

    // TensorFlow counts feature maps from fmap_base / 2^stage with resolution 2^(stage + 1).
    public static int Base(TensorFlowModule module) => (int)Math.Clamp(2L * module.Int("fmap_base", 16384), 0, int.MaxValue);

    public static Architecture Kind(TensorFlowModule module, string otherwise) =>
        module.Text("architecture", otherwise) switch
        {
            "orig" => Architecture.Orig,
            "skip" => Architecture.Skip,
            "resnet" => Architecture.Resnet,
            var other => throw module.Unknown("architecture", other),
        };

    public static Activation Named(TensorFlowModule module, string option)
    {
        var name = module.Text(option, "lrelu");
        return name.All(char.IsAsciiLetterLower) && Enum.TryParse<Activation>(name, ignoreCase: true, out var activation)
            ? activation
            : throw module.Unknown(option, name);
    }
}
