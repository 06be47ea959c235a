using GanCmri.Networks.Layers;
using GanCmri.Networks.Ops;
using GanCmri.Runtime;
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

    /// <summary>The labels it was trained with; null: it takes none, or its file does not tell.</summary>
    internal TrainedLabels? Labels { get; set; }

    /// <summary>How many w an image takes.</summary>
    public int NumWs => Synthesis.NumWs;

    /// <summary>z -> w where nobody gives a label: a conditional generator takes those it was trained with, one for each z, and psi draws
    /// to the mean of the label.</summary>
    /// <param name="z">[N, ZDim].</param>
    /// <param name="psi">Truncation: 1 none, 0 the mean heart.</param>
    /// <param name="cutoff">How many of the first w are truncated; null: all.</param>
    /// <param name="asked">What labels say instead, where the network knows such a column and value.</param>
    /// <returns>[N, NumWs, WDim].</returns>
    /// <exception cref="InputException">It takes labels, and its file does not tell those of its training.</exception>
    internal Tensor Map(Tensor z, double psi = 1, int? cutoff = null, params LabelValue[] asked)
    {
        if (Options.CDim == 0)
            return Mapping.Forward(z, null, psi, cutoff);
        RequireKnownLabels("network");
        using var scope = NewDisposeScope();
        var labels = Labels!.Of(z, asked);
        var ws = Mapping.Forward(z, labels);
        if (psi == 1)
            return ws.MoveToOuterDisposeScope();
        var truncated = Labels.Means(Mapping, Options.ZDim, labels).Towards(ws, psi);
        if (cutoff is { } k && k < NumWs)
            truncated = cat([truncated.narrow(1, 0, k), ws.narrow(1, k, NumWs - k)], 1);
        return truncated.MoveToOuterDisposeScope();
    }

    /// <summary>The mean w that psi draws each z to: of its label (see <see cref="Map"/>), [N, 1, WDim], or of all, [WDim]; null where the
    /// network keeps none.</summary>
    internal Tensor? Centre(Tensor z) =>
        Labels is { } labels && Options.CDim > 0 ? labels.Means(Mapping, Options.ZDim, labels.Of(z)) : Mapping.WAvg;

    /// <summary>Refuses a conditional generator that can make hearts of z only where somebody gives their labels.</summary>
    /// <param name="where">Its name in the message.</param>
    /// <exception cref="InputException">It is one.</exception>
    internal void RequireKnownLabels(string where)
    {
        if (Options.CDim > 0 && Labels is null)
            throw new InputException(
                where,
                "a generator without labels, or one whose file tells those of its training",
                $"one with labels of {Options.CDim} numbers",
                FixedLabel.Remedy
            );
    }

    /// <summary>z -> image: [N, ZDim] -> [N, Channels, Resolution, Resolution], about [-1, 1].</summary>
    public Tensor Forward(Tensor? z, Tensor? c = null, double psi = 1, int? cutoff = null, Noise? noise = null)
    {
        using var scope = NewDisposeScope();
        return Synthesis.Forward(Mapping.Forward(z, c, psi, cutoff), noise).MoveToOuterDisposeScope();
    }
}
