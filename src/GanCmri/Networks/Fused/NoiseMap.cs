using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Networks.Fused;

/// <summary>The noise of one layer times its strength, for one or for every image.</summary>
internal sealed unsafe class NoiseMap : IDisposable
{
    private readonly Floats _values;
    private readonly int _step;

    /// <param name="values">[1 or N, 1, side, side] or [side, side]; null: none.</param>
    /// <param name="side">Height and width in pixels.</param>
    /// <param name="strength">Factor on them.</param>
    public NoiseMap(Tensor? values, int side, float strength)
    {
        using var scope = NewDisposeScope();
        var numbers = values?.to(ScalarType.Float32).cpu().contiguous();
        _values = new Floats(numbers?.numel() ?? side * side);
        _step = _values.Length > side * side ? side * side : 0;
        if (numbers is null)
            return;
        var from = MemoryMarshal.Cast<byte, float>(numbers.bytes);
        for (var i = 0; i < from.Length; i++)
            _values.At[i] = from[i] * strength;
    }

    /// <summary>An image's map.</summary>
    public float* At(int image) => _values.At + (long)image * _step;

    /// <summary>Numbers from one image's map to the next; 0: one map for all.</summary>
    public int Step => _step;

    /// <inheritdoc/>
    public void Dispose() => _values.Free();
}
