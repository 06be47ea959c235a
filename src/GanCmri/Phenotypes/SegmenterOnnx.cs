using GanCmri.Formats.Onnx;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Phenotypes;

/// <summary>A segmenter's cavity network as operations of ONNX: heart crops in any unit to maps of probabilities, as
/// <see cref="Segmenter.SegmentCrops"/> makes them.</summary>
/// <param name="graph">Where to.</param>
/// <param name="network">The network, in evaluation mode.</param>
internal sealed class SegmenterOnnx(OnnxGraph graph, SegmentationNetwork network)
{
    private readonly Dictionary<string, Tensor> _weights = network.state_dict();

    /// <summary>Maps [N, Outputs, side, side] of crops [N, 1, side, side]; side is 128, or 64: then the network sees them enlarged and the
    /// maps are means of four.</summary>
    public string Add(string image, int side)
    {
        var x = side == FieldOfView.HeartSide ? image : Enlarged(image, FieldOfView.HeartSide / side);
        x = Standardised(graph.Op("Clip", Standardised(x), graph.Scalar(-FrameScaling.Bright), graph.Scalar(FrameScaling.Bright)));
        var levels = new List<string>();
        var depth = network.Options.Channels.Count;
        for (var i = 0; i < depth; i++)
        {
            if (i > 0)
                x = graph.Op("MaxPool", [x], OnnxGraph.Ints("kernel_shape", 2, 2), OnnxGraph.Ints("strides", 2, 2));
            levels.Add(x = Block($"down.{i}", x));
        }

        for (var i = depth - 2; i >= 0; i--)
        {
            var wide = Enlarged(graph.Op("Conv", x, Tensor($"narrow.{i}.weight"), Tensor($"narrow.{i}.bias")), 2);
            x = Block($"up.{i}", graph.Op("Concat", [wide, levels[i]], OnnxGraph.Int("axis", 1)));
        }

        x = graph.Op("Sigmoid", graph.Op("Conv", x, Tensor("head.weight"), Tensor("head.bias")));
        if (side == FieldOfView.HeartSide)
            return x;
        long step = FieldOfView.HeartSide / side;
        return graph.Op("AveragePool", [x], OnnxGraph.Ints("kernel_shape", step, step), OnnxGraph.Ints("strides", step, step));
    }

    // Zero mean and unit deviation over each image.
    private string Standardised(string x)
    {
        string Mean(string values) => graph.Op("ReduceMean", [values], OnnxGraph.Ints("axes", 1, 2, 3), OnnxGraph.Int("keepdims", 1));
        var centred = graph.Op("Sub", x, Mean(x));
        var deviation = graph.Op("Sqrt", Mean(graph.Op("Mul", centred, centred)));
        return graph.Op("Div", centred, graph.Op("Add", deviation, graph.Scalar(FrameScaling.Least)));
    }

    private string Enlarged(string x, float factor) =>
        graph.Op(
            "Resize",
            [x, "", graph.Constant([1, 1, factor, factor], 4)],
            OnnxGraph.Text("mode", "linear"),
            OnnxGraph.Text("coordinate_transformation_mode", "half_pixel")
        );

    private string Block(string name, string x)
    {
        for (var i = 0; i < 2; i++)
            x = graph.Op("Relu", Convolved($"{name}.conv{i}.weight", $"{name}.norm{i}", x));
        return x;
    }

    // A normalisation whose statistics are fixed is a factor and a shift of the convolution before it.
    private string Convolved(string convolution, string norm, string x)
    {
        const float Least = 1e-5f;
        float[] gain = Values($"{norm}.weight"),
            bias = Values($"{norm}.bias"),
            mean = Values($"{norm}.running_mean"),
            variance = Values($"{norm}.running_var"),
            weight = Values(convolution);
        var each = weight.Length / gain.Length;
        for (var c = 0; c < gain.Length; c++)
        {
            var factor = gain[c] / MathF.Sqrt(variance[c] + Least);
            bias[c] -= factor * mean[c];
            foreach (ref var w in weight.AsSpan(c * each, each))
                w *= factor;
        }

        return graph.Op(
            "Conv",
            [x, graph.Constant(weight, _weights[convolution].shape), graph.Constant(bias, bias.Length)],
            OnnxGraph.Ints("pads", 1, 1, 1, 1)
        );
    }

    private string Tensor(string name) => graph.Constant(Values(name), _weights[name].shape);

    private float[] Values(string name)
    {
        using var scope = NewDisposeScope();
        return _weights[name].to(ScalarType.Float32).Numbers();
    }
}
