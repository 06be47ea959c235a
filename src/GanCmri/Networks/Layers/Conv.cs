using GanCmri.Networks.Ops;
using GanCmri.Runtime;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace GanCmri.Networks.Layers;

/// <summary>A plain convolution with equalised learning rate, optional resampling, bias, activation and clamp.</summary>
internal sealed class Conv : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter? _bias;

    [ComponentName(Name = "resample_filter")]
    private readonly Tensor _filter;

    private readonly Activation _activation;
    private readonly int _up,
        _down,
        _padding;
    private readonly double _weightGain;
    private readonly double? _clamp;

    public Conv(
        int inputs,
        int outputs,
        int kernel,
        IReadOnlyList<float> filter,
        bool bias = true,
        Activation activation = Activation.Linear,
        int up = 1,
        int down = 1,
        double? clamp = null,
        TorchSharp.torch.Generator? random = null
    )
        : base(nameof(Conv))
    {
        (_activation, _up, _down, _padding, _clamp) = (activation, up, down, kernel / 2, clamp);
        _weightGain = 1 / Math.Sqrt(inputs * kernel * kernel);
        _weight = Init.Normal(random, 1, outputs, inputs, kernel, kernel);
        register_parameter("weight", _weight);
        if (bias)
        {
            _bias = Init.Constant(0, outputs);
            register_parameter("bias", _bias);
        }

        _filter = Fir.Filter(filter);
        register_buffer("resample_filter", _filter);
    }

    /// <summary>[N, inputs, H, W] -> [N, outputs, H up / down, W up / down]; the activation's gain is multiplied by
    /// <paramref name="gain"/>.</summary>
    public Tensor forward(Tensor x, double gain)
    {
        using var scope = NewDisposeScope();
        var total = BiasAct.DefaultGain(_activation) * gain;
        var w = _weight.Times(_weightGain).to(x.dtype);
        x = ResampledConv.Apply(x, w, _filter, _up, _down, Margins.All(_padding), flipWeight: _up == 1);
        return BiasAct.Apply(x, _bias, _activation, total, _clamp * gain).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor x) => forward(x, 1);

    /// <summary>Nothing to do: see <see cref="NamedModule"/>.</summary>
    protected override void RegisterComponents() { }
}
