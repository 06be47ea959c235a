using System.Buffers;
using static TorchSharp.torch;

namespace GanCmri.Networks.Weights;

/// <summary>The elements of a contiguous CPU tensor as memory, without a copy. The tensor must outlive the memory.</summary>
internal sealed unsafe class TensorMemory(Tensor tensor) : MemoryManager<byte>
{
    /// <inheritdoc/>
    public override Span<byte> GetSpan() => tensor.bytes;

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        fixed (byte* start = GetSpan())
            return new MemoryHandle(start + elementIndex); // Native memory does not move.
    }

    /// <inheritdoc/>
    public override void Unpin() { }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) { }
}
