using GanCmri.Networks.Ops;
using GanCmri.Runtime;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace GanCmri.Networks.Layers;

/// <summary>One modulated 3 x 3 convolution with noise, bias, activation and clamp.</summary>
internal sealed class SynthesisLayer : NamedModule
{
    private readonly string _layer;
    private readonly FullyConnected _affine;

    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter _bias;

    [ComponentName(Name = "noise_strength")]
    private readonly Parameter? _noiseStrength;

    [ComponentName(Name = "noise_const")]
    private readonly Tensor? _noiseConst;

    [ComponentName(Name = "resample_filter")]
    private readonly Tensor _filter;

    private readonly Activation _activation;
    private readonly int _up;
    private readonly double? _clamp;

    /// <param name="layer">Its place, e.g. "b8.conv0".</param>
    /// <param name="inputs">Feature maps in.</param>
    /// <param name="outputs">Feature maps out.</param>
    /// <param name="resolution">Height and width of the output.</param>
    /// <param name="up">Upsampling factor.</param>
    /// <param name="options">The generator's shape.</param>
    /// <param name="random">Source of the starting weights.</param>
    public SynthesisLayer(
        string layer,
        int inputs,
        int outputs,
        int resolution,
        int up,
        GeneratorOptions options,
        TorchSharp.torch.Generator? random
    )
        : base(nameof(SynthesisLayer))
    {
        (_layer, _up, _activation, _clamp) = (layer, up, options.Activation, options.ConvClamp);
        _affine = new FullyConnected(options.WDim, inputs, biasInit: 1, random: random);
        register_module("affine", _affine);
        _weight = Init.Normal(random, 1, outputs, inputs, 3, 3);
        register_parameter("weight", _weight);
        if (options.UseNoise)
        {
            _noiseConst = random is null ? zeros(resolution, resolution) : randn([resolution, resolution], generator: random);
            register_buffer("noise_const", _noiseConst);
            _noiseStrength = new Parameter(zeros([]));
            register_parameter("noise_strength", _noiseStrength);
        }

        _bias = Init.Constant(0, outputs);
        register_parameter("bias", _bias);
        _filter = Fir.Filter(options.ResampleFilter);
        register_buffer("resample_filter", _filter);
    }

    /// <summary>Where its weights are.</summary>
    public Device Device => _weight.device;

    /// <summary>Number type of its weights.</summary>
    public ScalarType NumberType => _weight.dtype;

    /// <summary>The style [N, inputs] of w [N, WDim].</summary>
    public Tensor Style(Tensor w) => _affine.forward(w);

    /// <summary>[N, inputs, H, W] -> [N, outputs, H up, W up].</summary>
    public Tensor Forward(Tensor x, Tensor w, Noise noise, double gain = 1)
    {
        using var scope = NewDisposeScope();
        var total = BiasAct.DefaultGain(_activation) * gain;
        // A leaky rectifier passes a positive factor through, so its gain can ride on the demodulation, the noise and the bias.
        var folded = _activation is Activation.Lrelu or Activation.Relu or Activation.Linear ? total : 1;
        var shift = _bias.reshape(1, -1, 1, 1);
        var map = _noiseConst is null ? null : noise.For(_layer, x.shape[0], _noiseConst);
        if (map?.dim() == 2)
            map = map.reshape(1, 1, map.shape[0], map.shape[1]);
        if (is_grad_enabled() || _activation != Activation.Lrelu || x.dtype != ScalarType.Float32)
        {
            if (map is not null)
                shift = shift.PlusProduct(map, _noiseStrength!);
            x = ModulatedConv.Apply(x, _weight, _affine.forward(w), shift.Times(folded), _up, 1, 1, _filter, true, _up == 1, folded);
            return BiasAct.Apply(x, null, _activation, total / folded, _clamp * gain).MoveToOuterDisposeScope();
        }

        // Without gradients the large arrays are changed in place, by operations that a processor does at full width.
        x = ModulatedConv.Apply(x, _weight, _affine.forward(w), null, _up, 1, 1, _filter, true, _up == 1, folded);
        x.Add(shift.Times(folded));
        if (map is not null)
            x.Add(map.mul(_noiseStrength!).Times(folded));
        x.RectifyLeaky(0.2);
        return BiasAct.Apply(x, null, Activation.Linear, 1, _clamp * gain).MoveToOuterDisposeScope();
    }
}
