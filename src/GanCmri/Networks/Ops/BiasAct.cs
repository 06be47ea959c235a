using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Networks.Ops;

/// <summary>Bias, activation, gain and clamp in one step, as every StyleGAN2 layer ends.</summary>
internal static class BiasAct
{
    /// <summary>The gain that keeps the variance: sqrt 2 for rectifying activations, else 1.</summary>
    public static double DefaultGain(Activation activation) =>
        activation is Activation.Relu or Activation.Lrelu or Activation.Swish ? Math.Sqrt(2) : 1;

    /// <summary>clamp(gain * activation(x + b)).</summary>
    /// <param name="x">[N, C] or [N, C, ...].</param>
    /// <param name="bias">[C] added along axis 1, or null.</param>
    /// <param name="activation">Which non-linearity.</param>
    /// <param name="gain">Factor; null: <see cref="DefaultGain"/>.</param>
    /// <param name="clamp">Limits the result to [-clamp, clamp]; null: no limit.</param>
    /// <param name="slope">Slope of <see cref="Activation.Lrelu"/> below zero.</param>
    public static Tensor Apply(Tensor x, Tensor? bias, Activation activation, double? gain = null, double? clamp = null, double slope = 0.2)
    {
        using var scope = NewDisposeScope();
        if (bias is not null)
            x = x.Plus(bias.to(x.dtype).reshape([1, -1, .. Enumerable.Repeat(1L, (int)x.dim() - 2)]));
        x = Activate(x, activation, slope);
        var factor = gain ?? DefaultGain(activation);
        if (factor != 1)
            x = x.Times(factor);
        if (clamp is { } limit)
            x = x.Limited(-limit, limit);
        return x.alias().MoveToOuterDisposeScope();
    }

    private static Tensor Activate(Tensor x, Activation activation, double slope) =>
        activation switch
        {
            Activation.Linear => x,
            Activation.Relu => nn.functional.relu(x),
            Activation.Lrelu => x.LeakyRelu(slope),
            Activation.Tanh => x.tanh(),
            Activation.Sigmoid => x.sigmoid(),
            Activation.Elu => x.Elu(),
            Activation.Selu => nn.functional.selu(x),
            Activation.Softplus => x.SoftPlus(),
            Activation.Swish => x.sigmoid() * x,
            _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "no such activation"),
        };
}
