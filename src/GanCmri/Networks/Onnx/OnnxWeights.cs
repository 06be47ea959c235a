using GanCmri.Formats.Onnx;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Networks.Onnx;

/// <summary>A network's tensors by name, as constants of a graph.</summary>
internal sealed class OnnxWeights(OnnxGraph graph, IReadOnlyDictionary<string, Tensor> tensors, string prefix = "")
{
    /// <summary>The tensors of a part.</summary>
    public OnnxWeights In(string part) => new(graph, tensors, $"{prefix}{part}.");

    /// <summary>Whether there is such a tensor.</summary>
    public bool Has(string name) => tensors.ContainsKey(prefix + name);

    /// <summary>Its shape.</summary>
    public long[] Shape(string name) => tensors[prefix + name].shape;

    /// <summary>Its numbers times a factor.</summary>
    public float[] Values(string name, double factor = 1)
    {
        using var scope = NewDisposeScope();
        var values = tensors[prefix + name].to(ScalarType.Float32).Numbers();
        return factor == 1 ? values : Array.ConvertAll(values, v => (float)(v * factor));
    }

    /// <summary>Its numbers times a factor as a constant, in its own shape or another.</summary>
    public string Constant(string name, double factor = 1, long[]? shape = null) =>
        graph.Constant(Values(name, factor), shape ?? Shape(name));
}
