using GanCmri.Networks.Ops;
using GanCmri.Runtime;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace GanCmri.Networks.Layers;

/// <summary>A fully connected layer with equalised learning rate (Karras et al. 2018, section 4.1).</summary>
internal sealed class FullyConnected : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter? _bias;

    private readonly Activation _activation;
    private readonly double _weightGain,
        _biasGain;

    /// <param name="inputs">Length of the input.</param>
    /// <param name="outputs">Length of the output.</param>
    /// <param name="bias">Whether to add a bias.</param>
    /// <param name="activation">Non-linearity, with its default gain.</param>
    /// <param name="lrMultiplier">Learning-rate multiplier.</param>
    /// <param name="equalized">Whether weights are divided by the square root of the inputs when used (equalised learning rate).</param>
    /// <param name="biasInit">The effective bias at the start.</param>
    /// <param name="random">Source of the starting weights; null: zeros.</param>
    public FullyConnected(
        int inputs,
        int outputs,
        bool bias = true,
        Activation activation = Activation.Linear,
        double lrMultiplier = 1,
        bool equalized = true,
        double biasInit = 0,
        TorchSharp.torch.Generator? random = null
    )
        : base(nameof(FullyConnected))
    {
        (_activation, _weightGain, _biasGain) = (activation, equalized ? lrMultiplier / Math.Sqrt(inputs) : lrMultiplier, lrMultiplier);
        _weight = Init.Normal(random, 1 / lrMultiplier, outputs, inputs);
        register_parameter("weight", _weight);
        if (!bias)
            return;
        _bias = Init.Constant(biasInit / lrMultiplier, outputs);
        register_parameter("bias", _bias);
    }

    /// <summary>Number type of the weights: Float32 unless the network was moved to another.</summary>
    public ScalarType NumberType => _weight.dtype;

    /// <summary>[N, inputs] -> [N, outputs].</summary>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        // The input is smaller than the weight; with gradients the reference's order is kept, so that training is the same to the bit.
        (x, var w) = is_grad_enabled() ? (x, _weight.Times(_weightGain)) : (x.Times(_weightGain), _weight);
        if (_activation == Activation.Linear && _bias is not null)
            return addmm(_bias.Times(_biasGain), x, w.t(), 1, 1).MoveToOuterDisposeScope();
        return BiasAct.Apply(matmul(x, w.t()), _bias?.Times(_biasGain), _activation).MoveToOuterDisposeScope();
    }

    /// <summary>Nothing to do: see <see cref="NamedModule"/>.</summary>
    protected override void RegisterComponents() { }
}
