using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace GanCmri.Networks.Fused;

/// <summary>Float32 numbers outside the managed heap, at a multiple of 64 bytes, zero at first. Freed with the object that holds them, or
/// before by <see cref="Free"/>: a network may be disposed while others still make images with it.</summary>
internal sealed unsafe class Floats
{
    private const nuint Alignment = 64;

    /// <param name="length">How many.</param>
    public Floats(long length)
    {
        Length = length;
        At = (float*)NativeMemory.AlignedAlloc((nuint)(Math.Max(1, length) * sizeof(float)), Alignment);
        NativeMemory.Clear(At, (nuint)(length * sizeof(float)));
    }

    ~Floats() => Free();

    /// <summary>The first of them that begins a cache line: reading and writing sixteen numbers across two lines takes twice as
    /// long.</summary>
    /// <param name="stack">On the stack, sixteen more than needed.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float* Aligned(float* stack) => (float*)(((nuint)stack + Alignment - 1) & ~(Alignment - 1));

    /// <summary>Fetches a cache line that is soon needed: the processor does not foresee reading in many places by turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Soon(float* at)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(at);
    }

    /// <summary>The first.</summary>
    public float* At { get; private set; }

    /// <summary>How many.</summary>
    public long Length { get; }

    /// <summary>Gives them back; nobody may use them any more.</summary>
    public void Free()
    {
        NativeMemory.AlignedFree(At);
        At = null;
        GC.SuppressFinalize(this);
    }
}
