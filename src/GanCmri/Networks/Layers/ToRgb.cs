using GanCmri.Networks.Ops;
using GanCmri.Runtime;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace GanCmri.Networks.Layers;

/// <summary>Feature maps to image channels: a modulated 1 x 1 convolution without demodulation.</summary>
internal sealed class ToRgb : NamedModule
{
    private readonly FullyConnected _affine;

    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter _bias;

    private readonly double _weightGain;
    private readonly double? _clamp;

    public ToRgb(int inputs, GeneratorOptions options, TorchSharp.torch.Generator? random)
        : base(nameof(ToRgb))
    {
        (_weightGain, _clamp) = (1 / Math.Sqrt(inputs), options.ConvClamp);
        _affine = new FullyConnected(options.WDim, inputs, biasInit: 1, random: random);
        register_module("affine", _affine);
        _weight = Init.Normal(random, 1, options.Channels, inputs, 1, 1);
        register_parameter("weight", _weight);
        _bias = Init.Constant(0, options.Channels);
        register_parameter("bias", _bias);
    }

    /// <summary>[N, inputs, H, W] -> [N, Channels, H, W].</summary>
    public Tensor Forward(Tensor x, Tensor w)
    {
        using var scope = NewDisposeScope();
        var styles = _affine.forward(w).Times(_weightGain);
        var y =
            is_grad_enabled() || x.dtype != ScalarType.Float32
                ? ModulatedConv.Apply(x, _weight, styles, demodulate: false)
                : Products(x, styles);
        return BiasAct.Apply(y, _bias, Activation.Linear, clamp: _clamp).MoveToOuterDisposeScope();
    }

    // The same with the style on the weight, image by image, which spares a pass over the feature maps.
    private Tensor Products(Tensor x, Tensor styles)
    {
        var (flat, maps) = (_weight.flatten(1), x.flatten(2));
        return stack([.. Enumerable.Range(0, (int)x.shape[0]).Select(i => mm(flat * styles[i], maps[i]))])
            .reshape(x.shape[0], flat.shape[0], x.shape[2], x.shape[3]);
    }
}
