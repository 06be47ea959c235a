using static TorchSharp.torch;

namespace GanCmri.Runtime;

/// <summary>Derives independent streams of random numbers from one seed, so that any step can be drawn again without its history.</summary>
internal static class Seed
{
    /// <summary>A 63-bit seed for one stream and one index (SplitMix64 finaliser; Steele, Lea and Flood 2014).</summary>
    public static long Derive(long seed, string stream, long index)
    {
        var x = unchecked((ulong)seed * 0x9E3779B97F4A7C15UL + (ulong)index);
        foreach (var c in stream)
            x = Mix(x ^ c);
        return (long)(Mix(x) >> 1);
    }

    /// <summary>A CPU generator for one stream and one index.</summary>
    public static TorchSharp.torch.Generator Torch(long seed, string stream, long index) => new((ulong)Derive(seed, stream, index), CPU);

    private static ulong Mix(ulong x)
    {
        x = unchecked(x + 0x9E3779B97F4A7C15UL);
        x = unchecked((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL);
        x = unchecked((x ^ (x >> 27)) * 0x94D049BB133111EBUL);
        return x ^ (x >> 31);
    }
}
