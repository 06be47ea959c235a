using GanCmri.Formats.Onnx;
using GanCmri.Networks.Ops;

namespace GanCmri.Networks.Onnx;

/// <summary>The synthesis network as operations of ONNX.</summary>
/// <param name="graph">Where to.</param>
/// <param name="generator">The network.</param>
/// <param name="noise">Where the noise comes from.</param>
internal sealed class SynthesisOnnx(OnnxGraph graph, StyleGan2Generator generator, OnnxNoise noise)
{
    private readonly GeneratorOptions _options = generator.Options;
    private readonly OnnxWeights _weights = new(graph, generator.state_dict(), "synthesis.");
    private readonly OnnxFir _fir = new(generator.Options.ResampleFilter);

    /// <summary>The image [N, Channels, Resolution, Resolution] of latents, about [-1, 1].</summary>
    /// <param name="w">The latent of a layer, [N, WDim], by its number from 0.</param>
    public string Add(Func<int, string> w)
    {
        string? x = null,
            image = null;
        var layer = 0;
        foreach (var resolution in _options.BlockResolutions())
        {
            var block = _weights.In($"b{resolution}");
            var first = resolution == 4;
            x ??= block.Constant("const", shape: [1, .. block.Shape("const")]);
            var skipped = !first && _options.Architecture == Architecture.Resnet ? Skip(block.In("skip"), x) : null;
            if (!first)
                x = Layer(block.In("conv0"), $"b{resolution}.conv0", x, w(layer++), resolution, up: true);
            x = Layer(
                block.In("conv1"),
                $"b{resolution}.conv1",
                x,
                w(layer++),
                resolution,
                up: false,
                skipped is null ? 1 : Math.Sqrt(0.5)
            );
            if (skipped is not null)
                x = graph.Op("Add", x, skipped);
            if (image is not null)
                image = _fir.Upsample(graph, image, _options.Channels);
            if (!block.Has("torgb.weight"))
                continue;
            var colours = ToRgb(block.In("torgb"), x, w(layer));
            image = image is null ? colours : graph.Op("Add", image, colours);
        }

        return image!;
    }

    private string Layer(OnnxWeights weights, string place, string x, string w, int resolution, bool up, double gain = 1)
    {
        var total = BiasAct.DefaultGain(_options.Activation) * gain;
        // As in the module, a rectifier's gain rides on the demodulation, the noise and the bias.
        var folded = _options.Activation is Activation.Lrelu or Activation.Relu or Activation.Linear ? total : 1;
        var (outputs, inputs) = (weights.Shape("weight")[0], weights.Shape("weight")[1]);
        var style = graph.FullyConnected(weights.In("affine"), w);
        x = graph.Op("Mul", x, graph.Maps(style));
        x = up
            ? _fir.UpConv(graph, x, weights, inputs, outputs)
            : graph.Op("Conv", [x, weights.Constant("weight")], OnnxGraph.Ints("pads", 1, 1, 1, 1));
        var demodulation = graph.InverseRoot(
            graph.Op("MatMul", graph.Op("Mul", style, style), graph.Constant(Squares(weights), inputs, outputs))
        );
        if (folded != 1)
            demodulation = graph.Op("Mul", demodulation, graph.Scalar(folded));
        x = graph.Op("Mul", x, graph.Maps(demodulation));
        x = graph.Op("Add", x, weights.Constant("bias", folded, [1, outputs, 1, 1]));
        if (_options.UseNoise && noise != OnnxNoise.None)
            x = graph.Op("Add", x, Noise(weights, place, resolution, folded));
        return graph.Activate(x, _options.Activation, total / folded, _options.ConvClamp * gain);
    }

    private string Noise(OnnxWeights weights, string place, int resolution, double folded)
    {
        var strength = weights.Values("noise_strength")[0] * folded;
        return noise == OnnxNoise.Const
            ? weights.Constant("noise_const", strength, [1, 1, resolution, resolution])
            : graph.Op("Mul", graph.Input($"noise.{place}", "normal numbers", -1, 1, resolution, resolution), graph.Scalar(strength));
    }

    private string ToRgb(OnnxWeights weights, string x, string w)
    {
        var (channels, inputs) = (weights.Shape("weight")[0], weights.Shape("weight")[1]);
        var style = graph.FullyConnected(weights.In("affine"), w, gain: 1 / Math.Sqrt(inputs));
        x = graph.Op(
            "Conv",
            graph.Op("Mul", x, graph.Maps(style)),
            weights.Constant("weight"),
            weights.Constant("bias", shape: [channels])
        );
        return graph.Activate(x, Activation.Linear, 1, _options.ConvClamp);
    }

    // A 1 x 1 convolution of the block's input, doubled.
    private string Skip(OnnxWeights weights, string x)
    {
        var (outputs, inputs) = (weights.Shape("weight")[0], weights.Shape("weight")[1]);
        return _fir.Upsample(graph, graph.Op("Conv", x, weights.Constant("weight", Math.Sqrt(0.5 / inputs))), outputs);
    }

    // Sums of squares over the kernel, [Cin, Cout].
    private static float[] Squares(OnnxWeights weights)
    {
        var shape = weights.Shape("weight");
        var (outputs, inputs, taps) = ((int)shape[0], (int)shape[1], (int)(shape[2] * shape[3]));
        var values = weights.Values("weight");
        var sums = new float[inputs * outputs];
        for (var o = 0; o < outputs; o++)
        for (var i = 0; i < inputs; i++)
            foreach (var v in values.AsSpan((o * inputs + i) * taps, taps))
                sums[i * outputs + o] += v * v;
        return sums;
    }
}
