using GanCmri.Networks.Ops;
using GanCmri.Runtime;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace GanCmri.Networks.Layers;

/// <summary>Two convolutions of one resolution; the second halves it.</summary>
internal sealed class DiscriminatorBlock : NamedModule
{
    private readonly Conv? _fromRgb,
        _skip;
    private readonly Conv _conv0,
        _conv1;

    [ComponentName(Name = "resample_filter")]
    private readonly Tensor _filter;

    private readonly Architecture _architecture;

    public DiscriminatorBlock(int resolution, DiscriminatorOptions options, TorchSharp.torch.Generator? random)
        : base(nameof(DiscriminatorBlock))
    {
        _architecture = options.Architecture;
        int inputs = options.FeatureMaps(resolution),
            outputs = options.FeatureMaps(resolution / 2);
        _filter = Fir.Filter(options.ResampleFilter);
        register_buffer("resample_filter", _filter);
        if (resolution == options.Resolution || _architecture == Architecture.Skip)
        {
            _fromRgb = new Conv(
                options.Channels,
                inputs,
                1,
                options.ResampleFilter,
                activation: options.Activation,
                clamp: options.ConvClamp,
                random: random
            );
            register_module("fromrgb", _fromRgb);
        }

        _conv0 = new Conv(
            inputs,
            inputs,
            3,
            options.ResampleFilter,
            activation: options.Activation,
            clamp: options.ConvClamp,
            random: random
        );
        register_module("conv0", _conv0);
        _conv1 = new Conv(
            inputs,
            outputs,
            3,
            options.ResampleFilter,
            activation: options.Activation,
            down: 2,
            clamp: options.ConvClamp,
            random: random
        );
        register_module("conv1", _conv1);
        if (_architecture != Architecture.Resnet)
            return;
        _skip = new Conv(inputs, outputs, 1, options.ResampleFilter, bias: false, down: 2, random: random);
        register_module("skip", _skip);
    }

    /// <summary>Runs the block on feature maps (null in the first) and the image (null once read).</summary>
    public (Tensor Features, Tensor? Image) Forward(Tensor? x, Tensor? image, ScalarType type)
    {
        using var scope = NewDisposeScope();
        x = x?.to(type);
        if (_fromRgb is not null)
        {
            var y = _fromRgb.forward(image!.to(type));
            x = x is null ? y : x.Plus(y);
            image = _architecture == Architecture.Skip ? Fir.Downsample2d(image!, _filter) : null;
        }

        if (_skip is not null)
        {
            var half = Math.Sqrt(0.5);
            var y = _skip.forward(x!, half);
            x = _conv1.forward(_conv0.forward(x!), half).Plus(y);
        }
        else
        {
            x = _conv1.forward(_conv0.forward(x!));
        }

        return (x.MoveToOuterDisposeScope(), image?.MoveToOuterDisposeScope());
    }
}
