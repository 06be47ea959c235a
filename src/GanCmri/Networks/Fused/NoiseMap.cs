using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Networks.Fused;

/// <summary>The noise of one layer times its strength, for one or for every image.</summary>
internal sealed unsafe class NoiseMap : IDisposable
{
    private readonly Floats _values;
    private readonly int _step;

    /// <param name="values">What broadcasts to [count, 1, side, side]; null: none.</param>
    /// <param name="count">Images.</param>
    /// <param name="side">Height and width in pixels.</param>
    /// <param name="strength">Factor on them.</param>
    /// <exception cref="ArgumentException">The values have another shape.</exception>
    public NoiseMap(Tensor? values, long count, int side, float strength)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        if (values is not null && !Fits(values.shape, count, side))
            throw new ArgumentException(
                $"expected noise that broadcasts to [{count}, 1, {side}, {side}], found [{string.Join(", ", values.shape)}]"
            );
        var maps = values?.dim() == 4 ? values.shape[0] : 1;
        var numbers = values?.expand(maps, 1, side, side).to(ScalarType.Float32).cpu().contiguous();
        _values = new Floats(numbers?.numel() ?? side * side);
        _step = _values.Length > side * side ? side * side : 0;
        if (numbers is null)
            return;
        for (var map = 0; map < maps; map++)
        {
            var from = MemoryMarshal.Cast<byte, float>(numbers.narrow(0, map, 1).bytes); // a span of all ends at 2 GiB
            for (var i = 0; i < from.Length; i++)
                _values.At[(long)map * from.Length + i] = from[i] * strength;
        }
    }

    private static bool Fits(long[] shape, long count, int side)
    {
        long[] whole = [count, 1, side, side];
        return shape.Length <= 4 && shape.Reverse().Zip(whole.Reverse()).All(d => d.First == 1 || d.First == d.Second);
    }

    /// <summary>An image's map.</summary>
    public float* At(int image) => _values.At + (long)image * _step;

    /// <summary>Numbers from one image's map to the next; 0: one map for all.</summary>
    public int Step => _step;

    /// <inheritdoc/>
    public void Dispose() => _values.Free();
}
