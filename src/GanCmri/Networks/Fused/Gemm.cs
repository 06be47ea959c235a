using System.Runtime.Intrinsics;

namespace GanCmri.Networks.Fused;

/// <summary>
/// Matrix products in float32. Every sum runs over the depth from first to last with fused multiply-adds, whatever the width of the
/// processor's registers and however many rows are asked for: a result depends on its own row alone, and is the same on every machine.
/// Inner loops are compiled at once in full (AggressiveOptimization): the first images of a program would wait for it otherwise.
/// </summary>
internal static unsafe class Gemm
{
    /// <summary>How many numbers of a panel ahead of their use are fetched: 32 of its rows.</summary>
    public const int Ahead = 32 * PackedMatrix.Panel;

    private const int BlockNumbers = 1 << 16;

    /// <summary>Rows times one panel.</summary>
    /// <param name="a">[rows, depth], a row every <paramref name="lda"/> numbers.</param>
    /// <param name="lda">Numbers between rows of a.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="b">The panel's matrix.</param>
    /// <param name="panel">Which panel.</param>
    /// <param name="c">[rows, 32], a row every <paramref name="ldc"/> numbers; overwritten.</param>
    /// <param name="ldc">Numbers between rows of c.</param>
    public static void Panel(float* a, nint lda, int rows, PackedMatrix b, int panel, float* c, nint ldc)
    {
        var next = b.At((panel + 1) * PackedMatrix.Panel < b.Width ? panel + 1 : panel);
        if (Vector512.IsHardwareAccelerated)
            Gemm512.Multiply(a, lda, rows, b.At(panel), b.Depth, c, ldc, next);
        else
            Gemm256.Multiply(a, lda, rows, b.At(panel), b.Depth, c, ldc, next);
        GC.KeepAlive(b);
    }

    /// <summary>[rows, depth] times the whole matrix, [rows, b.Width], the work shared among workers in blocks whose rows stay in a
    /// processor's cache while panels pass.</summary>
    public static void Multiply(float* a, nint lda, int rows, PackedMatrix b, float* c, nint ldc, Workers workers)
    {
        var height = Math.Max(12, BlockNumbers / b.Depth / 12 * 12);
        var (blocks, panels) = ((rows + height - 1) / height, b.Width / PackedMatrix.Panel);
        workers.Run(
            blocks * panels,
            (long)rows * b.Depth * b.Width,
            i =>
            {
                var (block, panel) = Math.DivRem(i, panels);
                var (first, count) = (block * height, Math.Min(height, rows - block * height));
                Panel(a + first * lda, lda, count, b, panel, c + first * ldc + panel * PackedMatrix.Panel, ldc);
            }
        );
    }
}
