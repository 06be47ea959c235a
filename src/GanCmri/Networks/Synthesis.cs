using GanCmri.Networks.Fused;
using GanCmri.Networks.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Networks;

/// <summary>The synthesis network F: w -> image (Karras et al. 2020).</summary>
public sealed class Synthesis : NamedModule
{
    private readonly List<SynthesisBlock> _blocks = [];
    private readonly GeneratorOptions _options;
    private readonly Lock _preparing = new();
    private FusedSynthesis? _fused;
    private bool _fixed;

    internal Synthesis(GeneratorOptions options, TorchSharp.torch.Generator? random)
        : base(nameof(Synthesis))
    {
        _options = options;
        foreach (var resolution in options.BlockResolutions())
        {
            var block = new SynthesisBlock(resolution, options, random);
            register_module($"b{resolution}", block);
            _blocks.Add(block);
        }

        NumWs = _blocks.Sum(b => b.Layers) + 1;
    }

    /// <summary>How many w an image takes: 14 at 256 x 256, 10 at 64 x 64.</summary>
    public int NumWs { get; }

    /// <summary>Number type of the feature maps: Float32 (exact: that of the weights), or BFloat16 (1.5 to 2 times faster on CPUs that have
    /// it).</summary>
    public ScalarType FeatureType { get; set; } = ScalarType.Float32;

    /// <summary>
    /// Whether weights stay as they are. Then images without gradients are made on a CPU by passes of our own, over weights that the first
    /// image lays out for them: two to eight times as fast. The laid-out weights take about three times the memory of the weights, and
    /// feature maps are float32 whatever <see cref="FeatureType"/> says. False at first. Whoever changes a weight afterwards sets this
    /// anew, to either value.
    /// </summary>
    public bool WeightsAreFixed
    {
        get => _fixed;
        set
        {
            lock (_preparing)
            {
                _fixed = value;
                _fused = null;
            }
        }
    }

    /// <summary>Makes images.</summary>
    /// <param name="ws">[N, NumWs, WDim].</param>
    /// <param name="noise">Per-pixel noise; null: <see cref="Noise.Const"/>.</param>
    /// <returns>[N, Channels, Resolution, Resolution], about [-1, 1], not clamped; N may be 0.</returns>
    /// <exception cref="ArgumentException">ws has another shape.</exception>
    public Tensor Forward(Tensor ws, Noise? noise = null) => Forward(ws, noise, null);

    /// <summary>As <see cref="Forward(Tensor, Noise?)"/>, showing each block's feature maps and image as they are made (golden tests,
    /// feature studies).</summary>
    internal Tensor Forward(Tensor ws, Noise? noise, Action<int, Tensor, Tensor?>? observe)
    {
        RequireShape(ws);
        if (ws.shape[0] == 0)
            return empty([0, _options.Channels, _options.Resolution, _options.Resolution], _blocks[0].NumberType, ws.device);
        if (observe is null && !is_grad_enabled() && Fused() is { } fused)
            return fused.Forward(ws, noise ?? Noise.Const);
        using var scope = NewDisposeScope();
        var each = ws.to(_blocks[0].NumberType).unbind(1);
        Tensor? x = null,
            image = null;
        var (first, type) = (0, FeatureType == ScalarType.Float32 ? _blocks[0].NumberType : FeatureType);
        foreach (var block in _blocks)
        {
            (x, image) = block.Forward(x, image, each[first..(first + block.Layers + 1)], noise ?? Noise.Const, type);
            observe?.Invoke((int)x.shape[2], x, image);
            first += block.Layers;
        }

        return image!.MoveToOuterDisposeScope();
    }

    /// <summary>Makes images from which gradients can be taken back to their latents alone: not to noise or weights.</summary>
    /// <param name="ws">[N, NumWs, WDim].</param>
    /// <param name="noise">Per-pixel noise; null: <see cref="Noise.Const"/>.</param>
    /// <exception cref="ArgumentException">ws has another shape.</exception>
    internal RecordedImages Record(Tensor ws, Noise? noise = null)
    {
        RequireShape(ws);
        ArgumentOutOfRangeException.ThrowIfZero(ws.shape[0], "latents");
        if (FeatureType == ScalarType.Float32 && _options.ConvClamp is null && Fused() is { } fused)
            return fused.Record(ws, noise ?? Noise.Const);
        var leaf = ws.detach().clone().requires_grad_(true);
        using var gradients = enable_grad();
        return new LayeredRecording(leaf, Forward(leaf, noise));
    }

    /// <summary>Moves the weights, and lays them out anew.</summary>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        base._toEpilog(dtype, device, non_blocking);
        WeightsAreFixed = WeightsAreFixed;
    }

    private void RequireShape(Tensor ws)
    {
        if (ws.dim() != 3 || ws.shape[1] != NumWs || ws.shape[2] != _options.WDim)
            throw new ArgumentException($"expected ws [N, {NumWs}, {_options.WDim}], found [{string.Join(", ", ws.shape)}]", nameof(ws));
    }

    // Where nothing learns, on a CPU.
    private FusedSynthesis? Fused()
    {
        var block = _blocks[0];
        if (!_fixed || !FusedSynthesis.Knows(_options) || block.Device.type != DeviceType.CPU || block.NumberType != ScalarType.Float32)
            return null;
        lock (_preparing)
            return _fused ??= new FusedSynthesis(this, _options);
    }
}
