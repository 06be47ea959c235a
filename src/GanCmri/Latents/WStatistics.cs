using GanCmri.Networks;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Latents;

/// <summary>Mean and spread of the w that a mapping network gives.</summary>
/// <param name="Mean">Mean w, WDim numbers.</param>
/// <param name="Std">Root mean square distance of a w from the mean (one number, as in StyleGAN2's projector).</param>
public sealed record WStatistics(IReadOnlyList<float> Mean, double Std)
{
    /// <summary>Samples in StyleGAN2's projector.</summary>
    public const int ReferenceSamples = 10_000;

    /// <summary>Seed of StyleGAN2's projector.</summary>
    public const uint ReferenceSeed = 123;

    /// <summary>Maps normal z from a seed and averages in double precision.</summary>
    /// <param name="generator">A generator; of one with labels, each z has one of those it was trained with.</param>
    /// <param name="samples">How many z.</param>
    /// <param name="seed">Seed of <see cref="NumpyRandom"/>.</param>
    /// <exception cref="InputException">The generator takes labels, and its file does not tell those of its training.</exception>
    public static WStatistics Sample(StyleGan2Generator generator, int samples = ReferenceSamples, uint seed = ReferenceSeed)
    {
        Require.AtLeast(samples, 1);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var device = generator.parameters().First().device;
        var random = new NumpyRandom(seed);
        List<Tensor> batches = [];
        for (var left = samples; left > 0; left -= 1000)
        {
            var n = Math.Min(left, 1000);
            var z = tensor(Normal(random, n * generator.Options.ZDim), n, generator.Options.ZDim).to(device);
            batches.Add(generator.Map(z)[TensorIndex.Colon, 0].to(ScalarType.Float64));
        }

        var w = cat(batches);
        var mean = w.mean([0]);
        var std = w.Minus(mean).Squared().sum().item<double>() / samples;
        return new WStatistics(mean.to(ScalarType.Float32).Numbers(), Math.Sqrt(std));
    }

    private static float[] Normal(NumpyRandom random, int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = (float)random.NextNormal();
        return values;
    }
}
