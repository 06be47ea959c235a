using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Networks.Fused;

/// <summary>The numbers of a synthesis network by name, copied to memory as they are asked for.</summary>
internal sealed class FusedWeights
{
    private readonly Dictionary<string, Tensor> _tensors;

    /// <param name="synthesis">The network, float32.</param>
    public FusedWeights(Synthesis synthesis)
    {
        _tensors = synthesis.named_parameters().ToDictionary(p => p.name, p => (Tensor)p.parameter);
        foreach (var (name, buffer) in synthesis.named_buffers())
            _tensors[name] = buffer;
    }

    /// <summary>Whether there is such a tensor.</summary>
    public bool Has(string name) => _tensors.ContainsKey(name);

    /// <summary>The tensor itself.</summary>
    public Tensor this[string name] => _tensors[name];

    /// <summary>Its numbers, the last axis first.</summary>
    public float[] Of(string name)
    {
        using var scope = NewDisposeScope();
        return _tensors[name].to(ScalarType.Float32).Numbers();
    }

    /// <summary>Its numbers times a factor, behind them zeros up to <paramref name="length"/>.</summary>
    public unsafe Floats Padded(string name, int length, double gain = 1)
    {
        var (values, padded) = (Of(name), new Floats(length));
        for (var i = 0; i < values.Length; i++)
            padded.At[i] = (float)(values[i] * gain);
        return padded;
    }

    /// <summary>Its numbers as one row for each of the first axis, behind each zeros up to whole panels.</summary>
    public unsafe Floats[] Rows(string name)
    {
        var (values, rows) = (Of(name), (int)_tensors[name].shape[0]);
        return
        [
            .. values
                .Chunk(values.Length / rows)
                .Select(row =>
                {
                    var padded = new Floats(PackedMatrix.Padded(row.Length));
                    row.CopyTo(new Span<float>(padded.At, row.Length));
                    return padded;
                }),
        ];
    }
}
