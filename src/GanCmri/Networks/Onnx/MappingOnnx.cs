using GanCmri.Formats.Onnx;

namespace GanCmri.Networks.Onnx;

/// <summary>The mapping network as operations of ONNX.</summary>
internal static class MappingOnnx
{
    /// <summary>Adds inputs z (and c) and gives w [N, WDim].</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="generator">The network.</param>
    /// <param name="psi">Truncation, which the network then has for good.</param>
    /// <exception cref="ArgumentException">The network keeps no mean of w to truncate towards.</exception>
    public static string Add(OnnxGraph graph, StyleGan2Generator generator, double psi)
    {
        var options = generator.Options;
        var weights = new OnnxWeights(graph, generator.state_dict(), "mapping.");
        var together = options.Conditioning == Conditioning.Concatenated;
        List<string> parts = [];
        if (options.ZDim > 0)
            parts.Add(graph.Input("z", "normal noise, one vector a heart", -1, options.ZDim));
        if (options.CDim > 0)
            parts.Add(graph.FullyConnected(weights.In("embed"), graph.Input("c", "label", -1, options.CDim), equalized: !together));
        var w = together ? Normalised(graph, Joined(graph, parts)) : Joined(graph, parts.Select(p => Normalised(graph, p)));
        for (var i = 0; i < options.MappingLayers; i++)
            w = graph.FullyConnected(weights.In($"fc{i}"), w, options.MappingActivation, options.MappingLrMultiplier);
        if (psi == 1)
            return w;
        if (!weights.Has("w_avg"))
            throw new ArgumentException("expected psi 1, as this network keeps no mean of w to truncate towards", nameof(psi));
        return graph.Op("Add", graph.Op("Mul", w, graph.Scalar(psi)), weights.Constant("w_avg", 1 - psi));
    }

    private static string Joined(OnnxGraph graph, IEnumerable<string> parts) =>
        parts.ToArray() is [var only] ? only : graph.Op("Concat", parts, OnnxGraph.Int("axis", 1));

    // x / sqrt(mean(x²) + 1e-8) over the features.
    private static string Normalised(OnnxGraph graph, string x) =>
        graph.Op(
            "Mul",
            x,
            graph.InverseRoot(graph.Op("ReduceMean", [graph.Op("Mul", x, x)], OnnxGraph.Ints("axes", 1), OnnxGraph.Int("keepdims", 1)))
        );
}
