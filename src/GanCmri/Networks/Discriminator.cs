using GanCmri.Networks.Layers;
using GanCmri.Networks.Ops;
using static TorchSharp.torch;

namespace GanCmri.Networks;

/// <summary>StyleGAN2's discriminator. Parameters and buffers carry the names of stylegan2-ada-pytorch, e.g. "b64.conv0.weight".</summary>
public sealed class Discriminator : NamedModule
{
    private readonly List<DiscriminatorBlock> _blocks = [];
    private readonly DiscriminatorEpilogue _epilogue;
    private readonly Mapping? _mapping;

    /// <summary>Makes a discriminator.</summary>
    /// <param name="options">Its shape.</param>
    /// <param name="random">Source of the starting weights; null: zeros, for weights that will be loaded.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public Discriminator(DiscriminatorOptions options, TorchSharp.torch.Generator? random = null)
        : base(nameof(Discriminator))
    {
        options.Validate();
        Options = options;
        foreach (var resolution in options.BlockResolutions())
        {
            var block = new DiscriminatorBlock(resolution, options, random);
            register_module($"b{resolution}", block);
            _blocks.Add(block);
        }

        if (options.MappedLabel > 0)
        {
            _mapping = new Mapping(
                new MappingOptions(
                    0,
                    options.CDim,
                    options.MappedLabel,
                    null,
                    options.MappingLayers,
                    options.EmbedFeatures ?? options.MappedLabel,
                    options.LayerFeatures,
                    options.MappingActivation,
                    options.MappingLrMultiplier,
                    null,
                    Conditioning.Projected
                ),
                random
            );
            register_module("mapping", _mapping);
        }

        _epilogue = new DiscriminatorEpilogue(options, random);
        register_module("b4", _epilogue);
    }

    /// <summary>The shape it was made with.</summary>
    public DiscriminatorOptions Options { get; }

    /// <summary>Number type of the feature maps above 4 x 4: Float32 (exact: that of the weights), or BFloat16 (faster).</summary>
    public ScalarType FeatureType { get; set; } = ScalarType.Float32;

    /// <summary>Judges images.</summary>
    /// <param name="image">[N, Channels, Resolution, Resolution], about [-1, 1].</param>
    /// <param name="c">[N, CDim]; null if unconditional.</param>
    /// <returns>Logits [N, 1]; higher is more real.</returns>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    public Tensor Forward(Tensor image, Tensor? c = null) => Forward(image, c, null);

    /// <summary>As <see cref="Forward(Tensor, Tensor?)"/>, showing what each stage makes, by name ("b64", …, "b4.fc").</summary>
    internal Tensor Forward(Tensor image, Tensor? c, Action<string, Tensor>? observe)
    {
        using var scope = NewDisposeScope();
        var x = Blocks(image, observe, out var rest);
        var label =
            _mapping is not null ? _mapping.Forward(null, c)
            : Options.CDim > 0 ? Mapping.Check(c, Options.CDim, nameof(c), _epilogue.NumberType)
            : null;
        if (_mapping is not null)
            observe?.Invoke("mapping", label!);
        return _epilogue.Forward(x, rest, label, observe).MoveToOuterDisposeScope();
    }

    /// <summary>Labels as the features meet them: [N, CDim] -> [N, features]; of a network that maps its labels.</summary>
    internal Tensor Labels(Tensor c) => _mapping!.Forward(null, c);

    /// <summary>
    /// The feature maps after each block, for perceptual distances: [N, maps, r, r] with r = Resolution / 2, … 4. The caller disposes them.
    /// </summary>
    public IReadOnlyList<Tensor> Features(Tensor image)
    {
        using var scope = NewDisposeScope();
        List<Tensor> maps = [];
        Blocks(image, (_, x) => maps.Add(x.to(_epilogue.NumberType).alias()), out _);
        return [.. maps.Select(m => m.MoveToOuterDisposeScope())];
    }

    private Tensor Blocks(Tensor image, Action<string, Tensor>? observe, out Tensor? rest)
    {
        if (
            image.dim() != 4
            || image.shape[1] != Options.Channels
            || image.shape[2] != Options.Resolution
            || image.shape[3] != Options.Resolution
        )
        {
            throw new ArgumentException(
                $"expected images [N, {Options.Channels}, {Options.Resolution}, {Options.Resolution}], found "
                    + $"[{string.Join(", ", image.shape)}]",
                nameof(image)
            );
        }

        Tensor? x = null;
        rest = image.to(_epilogue.NumberType);
        var type = FeatureType == ScalarType.Float32 ? _epilogue.NumberType : FeatureType;
        foreach (var (block, resolution) in _blocks.Zip(Options.BlockResolutions()))
        {
            (x, rest) = block.Forward(x, rest, type);
            observe?.Invoke($"b{resolution}", x);
        }

        return x!;
    }
}
