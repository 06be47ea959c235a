using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GanCmri.Networks.Fused;

/// <summary><see cref="Gemm"/> for processors with registers of 512 bits: as many sums as there are registers.</summary>
internal static unsafe class Gemm512
{
    private const int Panel = PackedMatrix.Panel;

    /// <summary>See <see cref="Gemm.Panel"/>.</summary>
    // next: the panel after b, fetched from memory while the second rows are multiplied.
    public static void Multiply(float* a, nint lda, int rows, float* b, int depth, float* c, nint ldc, float* next)
    {
        var i = 0;
        for (; i + 12 <= rows; i += 12)
            Twelve(a + i * lda, lda, b, depth, c + i * ldc, ldc, i == 12 ? next : b + Gemm.Ahead);
        for (; i + 4 <= rows; i += 4)
            Four(a + i * lda, lda, b, depth, c + i * ldc, ldc, i == 12 ? next : b + Gemm.Ahead);
        for (; i < rows; i++)
            One(a + i * lda, lda, b, depth, c + i * ldc, ldc);
    }

    // 12 rows of a panel: 24 sums, two parts of b, one number of a.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Twelve(float* a, nint lda, float* b, int depth, float* c, nint ldc, float* soon)
    {
        Vector512<float> l0 = default,
            h0 = default;
        Vector512<float> l1 = default,
            h1 = default;
        Vector512<float> l2 = default,
            h2 = default;
        Vector512<float> l3 = default,
            h3 = default;
        Vector512<float> l4 = default,
            h4 = default;
        Vector512<float> l5 = default,
            h5 = default;
        Vector512<float> l6 = default,
            h6 = default;
        Vector512<float> l7 = default,
            h7 = default;
        Vector512<float> l8 = default,
            h8 = default;
        Vector512<float> l9 = default,
            h9 = default;
        Vector512<float> l10 = default,
            h10 = default;
        Vector512<float> l11 = default,
            h11 = default;
        float* a3 = a + 3 * lda,
            a6 = a + 6 * lda,
            a9 = a + 9 * lda;
        for (var k = 0; k < depth; k++, b += Panel, soon += Panel)
        {
            Floats.Soon(soon);
            Floats.Soon(soon + 16);
            var bl = Vector512.Load(b);
            var bh = Vector512.Load(b + 16);
            var x = Vector512.Create(a[k]);
            l0 = Vector512.FusedMultiplyAdd(x, bl, l0);
            h0 = Vector512.FusedMultiplyAdd(x, bh, h0);
            x = Vector512.Create(a[k + lda]);
            l1 = Vector512.FusedMultiplyAdd(x, bl, l1);
            h1 = Vector512.FusedMultiplyAdd(x, bh, h1);
            x = Vector512.Create(a[k + 2 * lda]);
            l2 = Vector512.FusedMultiplyAdd(x, bl, l2);
            h2 = Vector512.FusedMultiplyAdd(x, bh, h2);
            x = Vector512.Create(a3[k]);
            l3 = Vector512.FusedMultiplyAdd(x, bl, l3);
            h3 = Vector512.FusedMultiplyAdd(x, bh, h3);
            x = Vector512.Create(a3[k + lda]);
            l4 = Vector512.FusedMultiplyAdd(x, bl, l4);
            h4 = Vector512.FusedMultiplyAdd(x, bh, h4);
            x = Vector512.Create(a3[k + 2 * lda]);
            l5 = Vector512.FusedMultiplyAdd(x, bl, l5);
            h5 = Vector512.FusedMultiplyAdd(x, bh, h5);
            x = Vector512.Create(a6[k]);
            l6 = Vector512.FusedMultiplyAdd(x, bl, l6);
            h6 = Vector512.FusedMultiplyAdd(x, bh, h6);
            x = Vector512.Create(a6[k + lda]);
            l7 = Vector512.FusedMultiplyAdd(x, bl, l7);
            h7 = Vector512.FusedMultiplyAdd(x, bh, h7);
            x = Vector512.Create(a6[k + 2 * lda]);
            l8 = Vector512.FusedMultiplyAdd(x, bl, l8);
            h8 = Vector512.FusedMultiplyAdd(x, bh, h8);
            x = Vector512.Create(a9[k]);
            l9 = Vector512.FusedMultiplyAdd(x, bl, l9);
            h9 = Vector512.FusedMultiplyAdd(x, bh, h9);
            x = Vector512.Create(a9[k + lda]);
            l10 = Vector512.FusedMultiplyAdd(x, bl, l10);
            h10 = Vector512.FusedMultiplyAdd(x, bh, h10);
            x = Vector512.Create(a9[k + 2 * lda]);
            l11 = Vector512.FusedMultiplyAdd(x, bl, l11);
            h11 = Vector512.FusedMultiplyAdd(x, bh, h11);
        }

        l0.Store(c);
        h0.Store(c + 16);
        c += ldc;
        l1.Store(c);
        h1.Store(c + 16);
        c += ldc;
        l2.Store(c);
        h2.Store(c + 16);
        c += ldc;
        l3.Store(c);
        h3.Store(c + 16);
        c += ldc;
        l4.Store(c);
        h4.Store(c + 16);
        c += ldc;
        l5.Store(c);
        h5.Store(c + 16);
        c += ldc;
        l6.Store(c);
        h6.Store(c + 16);
        c += ldc;
        l7.Store(c);
        h7.Store(c + 16);
        c += ldc;
        l8.Store(c);
        h8.Store(c + 16);
        c += ldc;
        l9.Store(c);
        h9.Store(c + 16);
        c += ldc;
        l10.Store(c);
        h10.Store(c + 16);
        c += ldc;
        l11.Store(c);
        h11.Store(c + 16);
    }

    // 4 rows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(float* a, nint lda, float* b, int depth, float* c, nint ldc, float* soon)
    {
        Vector512<float> l0 = default,
            h0 = default;
        Vector512<float> l1 = default,
            h1 = default;
        Vector512<float> l2 = default,
            h2 = default;
        Vector512<float> l3 = default,
            h3 = default;
        float* a3 = a + 3 * lda;
        for (var k = 0; k < depth; k++, b += Panel, soon += Panel)
        {
            Floats.Soon(soon);
            Floats.Soon(soon + 16);
            var bl = Vector512.Load(b);
            var bh = Vector512.Load(b + 16);
            var x = Vector512.Create(a[k]);
            l0 = Vector512.FusedMultiplyAdd(x, bl, l0);
            h0 = Vector512.FusedMultiplyAdd(x, bh, h0);
            x = Vector512.Create(a[k + lda]);
            l1 = Vector512.FusedMultiplyAdd(x, bl, l1);
            h1 = Vector512.FusedMultiplyAdd(x, bh, h1);
            x = Vector512.Create(a[k + 2 * lda]);
            l2 = Vector512.FusedMultiplyAdd(x, bl, l2);
            h2 = Vector512.FusedMultiplyAdd(x, bh, h2);
            x = Vector512.Create(a3[k]);
            l3 = Vector512.FusedMultiplyAdd(x, bl, l3);
            h3 = Vector512.FusedMultiplyAdd(x, bh, h3);
        }

        l0.Store(c);
        h0.Store(c + 16);
        c += ldc;
        l1.Store(c);
        h1.Store(c + 16);
        c += ldc;
        l2.Store(c);
        h2.Store(c + 16);
        c += ldc;
        l3.Store(c);
        h3.Store(c + 16);
    }

    // 1 row.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(float* a, nint lda, float* b, int depth, float* c, nint ldc)
    {
        Vector512<float> l0 = default,
            h0 = default;
        for (var k = 0; k < depth; k++, b += Panel)
        {
            var bl = Vector512.Load(b);
            var bh = Vector512.Load(b + 16);
            var x = Vector512.Create(a[k]);
            l0 = Vector512.FusedMultiplyAdd(x, bl, l0);
            h0 = Vector512.FusedMultiplyAdd(x, bh, h0);
        }

        l0.Store(c);
        h0.Store(c + 16);
    }
}
