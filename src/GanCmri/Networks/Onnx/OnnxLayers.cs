using GanCmri.Formats.Onnx;
using GanCmri.Networks.Ops;

namespace GanCmri.Networks.Onnx;

/// <summary>The layers of StyleGAN2 as operations of ONNX; the modules of <c>Networks/Layers</c> say where the equations come
/// from.</summary>
internal static class OnnxLayers
{
    private const double Slope = 0.2;

    /// <summary>[N, inputs] -> [N, outputs], as <see cref="Layers.FullyConnected"/>.</summary>
    public static string FullyConnected(
        this OnnxGraph graph,
        OnnxWeights weights,
        string x,
        Activation activation = Activation.Linear,
        double lrMultiplier = 1,
        bool equalized = true,
        double gain = 1
    )
    {
        var inputs = weights.Shape("weight")[1];
        var w = weights.Constant("weight", gain * (equalized ? lrMultiplier / Math.Sqrt(inputs) : lrMultiplier));
        string[] all = weights.Has("bias") ? [x, w, weights.Constant("bias", gain * lrMultiplier)] : [x, w];
        return graph.Activate(graph.Op("Gemm", all, OnnxGraph.Int("transB", 1)), activation, BiasAct.DefaultGain(activation));
    }

    /// <summary>An activation with a gain and a limit, as <see cref="BiasAct"/>.</summary>
    public static string Activate(this OnnxGraph graph, string x, Activation activation, double gain, double? clamp = null)
    {
        x = activation switch
        {
            Activation.Linear => x,
            Activation.Relu => graph.Op("Relu", x),
            Activation.Lrelu => graph.Op("LeakyRelu", [x], OnnxGraph.Float("alpha", Slope)),
            Activation.Tanh => graph.Op("Tanh", x),
            Activation.Sigmoid => graph.Op("Sigmoid", x),
            Activation.Elu => graph.Op("Elu", x),
            Activation.Selu => graph.Op("Selu", x),
            Activation.Softplus => graph.Op("Softplus", x),
            Activation.Swish => graph.Op("Mul", x, graph.Op("Sigmoid", x)),
            _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "no such activation"),
        };
        if (gain != 1)
            x = graph.Op("Mul", x, graph.Scalar(gain));
        return clamp is { } limit ? graph.Op("Clip", x, graph.Scalar(-limit), graph.Scalar(limit)) : x;
    }

    /// <summary>1 / sqrt(x + 1e-8).</summary>
    public static string InverseRoot(this OnnxGraph graph, string x) =>
        graph.Op("Reciprocal", graph.Op("Sqrt", graph.Op("Add", x, graph.Scalar(1e-8))));

    /// <summary>[N, C] -> [N, C, 1, 1].</summary>
    public static string Maps(this OnnxGraph graph, string x) => graph.Op("Unsqueeze", x, graph.Whole(2, 3));
}
