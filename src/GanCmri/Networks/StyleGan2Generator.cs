using GanCmri.Networks.Layers;
using static TorchSharp.torch;

namespace GanCmri.Networks;

/// <summary>
/// StyleGAN2's generator: <see cref="Mapping"/> z -> w, then <see cref="Synthesis"/> w -> image. Parameters and buffers carry the
/// names of stylegan2-ada-pytorch, e.g. "synthesis.b8.conv0.affine.weight".
/// </summary>
public sealed class StyleGan2Generator : NamedModule
{
    /// <summary>Makes a generator.</summary>
    /// <param name="options">Its shape.</param>
    /// <param name="random">Source of the starting weights; null: zeros, for weights that will be loaded.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public StyleGan2Generator(GeneratorOptions options, TorchSharp.torch.Generator? random = null)
        : base("Generator")
    {
        options.Validate();
        Options = options;
        Synthesis = new Synthesis(options, random);
        register_module("synthesis", Synthesis);
        Mapping = new Mapping(
            new MappingOptions(
                options.ZDim,
                options.CDim,
                options.WDim,
                Synthesis.NumWs,
                options.MappingLayers,
                options.EmbeddedLabel,
                options.LayerFeatures,
                options.MappingActivation,
                options.MappingLrMultiplier,
                options.WAvgBeta,
                options.Conditioning
            ),
            random
        );
        register_module("mapping", Mapping);
    }

    /// <summary>The shape it was made with.</summary>
    public GeneratorOptions Options { get; }

    /// <summary>z -> w.</summary>
    public Mapping Mapping { get; }

    /// <summary>w -> image.</summary>
    public Synthesis Synthesis { get; }

    /// <summary>How many w an image takes.</summary>
    public int NumWs => Synthesis.NumWs;

    /// <summary>z -> image: [N, ZDim] -> [N, Channels, Resolution, Resolution], about [-1, 1].</summary>
    public Tensor Forward(Tensor? z, Tensor? c = null, double psi = 1, int? cutoff = null, Noise? noise = null)
    {
        using var scope = NewDisposeScope();
        return Synthesis.Forward(Mapping.Forward(z, c, psi, cutoff), noise).MoveToOuterDisposeScope();
    }
}
