using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Networks;

/// <summary>
/// A conditional generator at one label, which is an unconditional one: the label's part of the first layer is a constant, and goes into
/// its bias. The mean of w, towards which psi draws, is that of the label (Dobler et al. 2022, "conditional truncation").
/// </summary>
internal static class FixedLabel
{
    /// <summary>What to do where a generator must have no labels.</summary>
    public const string Remedy = "write it at one label first: gancmri import FILE --class LABEL --out GENERATOR";

    private const int Samples = 10_000; // as StyleGAN2's projector averages
    private const uint SamplesSeed = 123;
    private const string FirstWeight = "mapping.fc0.weight",
        FirstBias = "mapping.fc0.bias";

    /// <summary>The unconditional generator: the same images of a z as the conditional one makes of it at psi 1.</summary>
    /// <param name="from">A conditional generator.</param>
    /// <param name="label">The label, CDim numbers.</param>
    /// <exception cref="InputException">z and label are normalised together, or there is no z or no layer.</exception>
    public static StyleGan2Generator Of(StyleGan2Generator from, IReadOnlyList<float> label)
    {
        var o = from.Options;
        if (o.Conditioning != Conditioning.Projected || o.MappingLayers == 0 || o.ZDim == 0)
            throw new InputException(
                "--class",
                "a generator that normalises z and its label apart, as stylegan2-ada-pytorch and gancmri train make them",
                "one of StyleGAN2's TensorFlow code of 2019",
                "give generate the --class instead"
            );
        var made = new StyleGan2Generator(o with { CDim = 0 });
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var (sources, targets) = (from.state_dict(), made.state_dict());
        foreach (var (name, target) in targets)
            if (name is not (FirstWeight or FirstBias))
                target.copy_(sources[name]);
        var weight = sources[FirstWeight];
        var inputs = weight.shape[1];
        var embedded = from.Mapping.Embedded(tensor(label.ToArray()).reshape(1, -1));
        var ofLabel = weight.narrow(1, o.ZDim, inputs - o.ZDim).matmul(embedded.t()).squeeze(1);
        // Weights are multiplied by the learning-rate multiplier over the square root of the inputs, biases by the multiplier alone.
        targets[FirstWeight].copy_(weight.narrow(1, 0, o.ZDim).Times(Math.Sqrt(o.ZDim / (double)inputs)));
        targets[FirstBias].copy_(sources[FirstBias].Plus(ofLabel.Times(1 / Math.Sqrt(inputs))));
        if (made.Mapping.WAvg is { } average)
            average.copy_(made.Mapping.Forward(Latents(o.ZDim))[TensorIndex.Colon, 0].mean([0]));
        made.eval();
        return made;
    }

    private static Tensor Latents(int length)
    {
        var random = new NumpyRandom(SamplesSeed);
        return tensor(Enumerable.Range(0, Samples * length).Select(_ => (float)random.NextNormal()).ToArray(), Samples, length);
    }
}
