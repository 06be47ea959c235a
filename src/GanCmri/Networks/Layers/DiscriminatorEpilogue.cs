using GanCmri.Networks.Ops;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Networks.Layers;

/// <summary>The discriminator at 4 x 4: minibatch standard deviation, one convolution, two fully connected layers.</summary>
internal sealed class DiscriminatorEpilogue : NamedModule
{
    private readonly Conv? _fromRgb;
    private readonly Conv _conv;
    private readonly FullyConnected _fc,
        _out;
    private readonly DiscriminatorOptions _options;

    public DiscriminatorEpilogue(DiscriminatorOptions options, TorchSharp.torch.Generator? random)
        : base(nameof(DiscriminatorEpilogue))
    {
        _options = options;
        var maps = options.FeatureMaps(4);
        if (options.Architecture == Architecture.Skip)
        {
            _fromRgb = new Conv(options.Channels, maps, 1, options.ResampleFilter, activation: options.Activation, random: random);
            register_module("fromrgb", _fromRgb);
        }

        _conv = new Conv(
            maps + options.StddevChannels,
            maps,
            3,
            options.ResampleFilter,
            activation: options.Activation,
            clamp: options.ConvClamp,
            random: random
        );
        register_module("conv", _conv);
        var features = options.FcFeatures ?? maps;
        _fc = new FullyConnected(maps * 16, features, activation: options.Activation, random: random);
        register_module("fc", _fc);
        _out = new FullyConnected(features, options.Outputs, random: random);
        register_module("out", _out);
    }

    /// <summary>Number type of the weights.</summary>
    public ScalarType NumberType => _out.NumberType;

    /// <summary>[N, maps, 4, 4] -> logits [N, 1]; <paramref name="label"/> [N, Outputs] is the label, mapped or not.</summary>
    public Tensor Forward(Tensor x, Tensor? image, Tensor? label, Action<string, Tensor>? observe)
    {
        using var scope = NewDisposeScope();
        x = x.to(NumberType);
        if (_fromRgb is not null)
            x = x.Plus(_fromRgb.forward(image!.to(NumberType)));
        if (_options.StddevChannels > 0)
            x = MinibatchStddev.Apply(x, _options.StddevGroup, _options.StddevChannels);
        observe?.Invoke("b4.mbstd", x);
        x = _conv.forward(x);
        observe?.Invoke("b4.conv", x);
        x = _fc.forward(x.flatten(1));
        observe?.Invoke("b4.fc", x);
        x = _out.forward(x);
        if (label is not null)
            x = (x * label).sum(1, keepdim: true);
        if (_options.MappedLabel > 0)
            x = x.Times(1 / Math.Sqrt(_options.MappedLabel));
        return x.MoveToOuterDisposeScope();
    }
}
