using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Learning.Networks;

/// <summary>Batches to tensors and back.</summary>
internal static class Tensors
{
    /// <summary>Copies values into a tensor. Its memory is libtorch's own and aligned: over a managed array, sums would round as the array
    /// happens to lie.</summary>
    public static Tensor Of(ReadOnlyMemory<float> values, Device device, params long[] shape)
    {
        using var scope = NewDisposeScope();
        var tensor = empty(shape);
        values.Span.CopyTo(MemoryMarshal.Cast<byte, float>(tensor.bytes));
        return tensor.to(device).MoveToOuterDisposeScope();
    }

    /// <summary>Copies a tensor of as many values out.</summary>
    public static void CopyTo(Tensor tensor, Memory<float> values)
    {
        using var scope = NewDisposeScope();
        MemoryMarshal.Cast<byte, float>(tensor.to(ScalarType.Float32).cpu().contiguous().bytes).CopyTo(values.Span);
    }
}
