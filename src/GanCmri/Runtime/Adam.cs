using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GanCmri.Runtime;

/// <summary>
/// TorchSharp's Adam (Kingma and Ba 2015), number for number and with the same files, but its steps hold the numbers that they pass to
/// libtorch (<see cref="TensorMath"/>); with a weight decay apart from the gradient it is AdamW (Loshchilov and Hutter 2019).
/// </summary>
/// <param name="parameters">What is optimised.</param>
/// <param name="rate">Learning rate.</param>
/// <param name="beta1">Share of the mean gradient that is kept.</param>
/// <param name="beta2">Share of the mean squared gradient that is kept.</param>
/// <param name="decay">Weight decay of AdamW.</param>
internal sealed class Adam(IEnumerable<Parameter> parameters, double rate, double beta1 = 0.9, double beta2 = 0.999, double decay = 0)
    : TorchSharp.Modules.Adam(parameters, rate, beta1, beta2, Epsilon)
{
    private const double Epsilon = 1e-8;

    /// <inheritdoc/>
    public override Tensor step(Func<Tensor>? closure = null) =>
        _step<ParamGroup>(
            group =>
            {
                foreach (var weights in group.Parameters)
                    if (weights.grad is { } gradient)
                        Step(weights, gradient, (State)_state[weights.Handle], group.Options);
            },
            closure!
        );

    private void Step(Parameter weights, Tensor gradient, State state, Options options)
    {
        var (rate, keep1, keep2) = (options.LearningRate!.Value, options.beta1!.Value, options.beta2!.Value);
        state.step += 1;
        if (decay > 0)
            weights.MultiplyBy(1 - rate * decay);
        state.exp_avg.MultiplyBy(keep1).AddTimes(gradient, 1 - keep1);
        state.exp_avg_sq.MultiplyBy(keep2).AddProduct(gradient, gradient, 1 - keep2);
        var spread = state.exp_avg_sq.sqrt().DividedBy(Math.Sqrt(1 - Math.Pow(keep2, state.step))).Plus(Epsilon);
        weights.AddQuotient(state.exp_avg, spread, -(rate / (1 - Math.Pow(keep1, state.step))));
    }
}
