using GanCmri.Networks.Ops;
using GanCmri.Runtime;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace GanCmri.Networks.Layers;

/// <summary>All synthesis layers of one resolution.</summary>
internal sealed class SynthesisBlock : NamedModule
{
    [ComponentName(Name = "const")]
    private readonly Parameter? _const;

    private readonly SynthesisLayer? _conv0;
    private readonly SynthesisLayer _conv1;
    private readonly Conv? _skip;
    private readonly ToRgb? _toRgb;

    [ComponentName(Name = "resample_filter")]
    private readonly Tensor _filter;

    private readonly Architecture _architecture;

    public SynthesisBlock(int resolution, GeneratorOptions options, TorchSharp.torch.Generator? random)
        : base(nameof(SynthesisBlock))
    {
        _architecture = options.Architecture;
        var outputs = options.FeatureMaps(resolution);
        var place = $"b{resolution}";
        _filter = Fir.Filter(options.ResampleFilter);
        register_buffer("resample_filter", _filter);
        if (resolution == 4)
        {
            _const = Init.Normal(random, 1, outputs, 4, 4);
            register_parameter("const", _const);
        }
        else
        {
            var inputs = options.FeatureMaps(resolution / 2);
            _conv0 = new SynthesisLayer(place + ".conv0", inputs, outputs, resolution, 2, options, random);
            register_module("conv0", _conv0);
            if (_architecture == Architecture.Resnet)
            {
                _skip = new Conv(inputs, outputs, 1, options.ResampleFilter, bias: false, up: 2, random: random);
                register_module("skip", _skip);
            }
        }

        _conv1 = new SynthesisLayer(place + ".conv1", outputs, outputs, resolution, 1, options, random);
        register_module("conv1", _conv1);
        if (resolution != options.Resolution && _architecture != Architecture.Skip)
            return;
        _toRgb = new ToRgb(outputs, options, random);
        register_module("torgb", _toRgb);
    }

    /// <summary>Synthesis layers in this block; a toRGB layer shares the next w.</summary>
    public int Layers => _conv0 is null ? 1 : 2;

    /// <summary>Where its weights are.</summary>
    public Device Device => _conv1.Device;

    /// <summary>Number type of its weights.</summary>
    public ScalarType NumberType => _conv1.NumberType;

    /// <summary>Runs the block.</summary>
    /// <param name="x">Feature maps of half the resolution; null in the first block.</param>
    /// <param name="image">Image of half the resolution, or null.</param>
    /// <param name="ws">The w of each layer of the block, then of toRGB: each [N, WDim].</param>
    /// <param name="noise">Per-pixel noise.</param>
    /// <param name="type">Number type of the feature maps; the image has that of the weights.</param>
    public (Tensor Features, Tensor? Image) Forward(Tensor? x, Tensor? image, IReadOnlyList<Tensor> ws, Noise noise, ScalarType type)
    {
        using var scope = NewDisposeScope();
        x = _const is not null ? _const.unsqueeze(0).expand(ws[0].shape[0], -1, -1, -1).to(type) : x!.to(type);
        if (_conv0 is null)
        {
            x = _conv1.Forward(x, ws[0], noise);
        }
        else if (_skip is not null)
        {
            var half = Math.Sqrt(0.5);
            var y = _skip.forward(x, half);
            x = _conv1.Forward(_conv0.Forward(x, ws[0], noise), ws[1], noise, half).Plus(y);
        }
        else
        {
            x = _conv1.Forward(_conv0.Forward(x, ws[0], noise), ws[1], noise);
        }

        if (image is not null)
            image = Fir.Upsample2d(image, _filter);
        if (_toRgb is not null)
        {
            var y = _toRgb.Forward(x, ws[Layers]).to(NumberType);
            image = image is null ? y : image.Plus(y);
        }

        return (x.MoveToOuterDisposeScope(), image?.MoveToOuterDisposeScope());
    }
}
