using GanCmri.Runtime;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GanCmri.Networks.Layers;

/// <summary>Starting weights: drawn from a given generator, or zeros for networks whose weights will be loaded.</summary>
internal static class Init
{
    public static Parameter Normal(TorchSharp.torch.Generator? random, double scale, params long[] shape)
    {
        if (random is null)
            return new Parameter(zeros(shape));
        using var draw = randn(shape, generator: random);
        return new Parameter(draw.Times(scale));
    }

    public static Parameter Constant(double value, params long[] shape) => new(TensorMath.Filled(shape, value));
}
