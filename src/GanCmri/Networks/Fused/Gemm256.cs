using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GanCmri.Networks.Fused;

/// <summary><see cref="Gemm"/> for registers of 256 bits.</summary>
internal static unsafe class Gemm256
{
    private const int Panel = PackedMatrix.Panel;

    /// <summary>See <see cref="Gemm.Panel"/>.</summary>
    // next: the panel after b, fetched from memory while the second rows are multiplied.
    public static void Multiply(float* a, nint lda, int rows, float* b, int depth, float* c, nint ldc, float* next)
    {
        var i = 0;
        for (; i + 6 <= rows; i += 6)
        {
            var soon = i == 6 ? next : b + Gemm.Ahead;
            Six(a + i * lda, lda, b, depth, c + i * ldc, ldc, soon);
            Six(a + i * lda, lda, b + Panel / 2, depth, c + i * ldc + Panel / 2, ldc, soon + Panel / 2);
        }

        for (; i < rows; i++)
            One(a + i * lda, lda, b, depth, c + i * ldc, ldc);
    }

    // 6 rows of half a panel: 12 sums, two parts of b, one number of a.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Six(float* a, nint lda, float* b, int depth, float* c, nint ldc, float* soon)
    {
        Vector256<float> l0 = default,
            h0 = default;
        Vector256<float> l1 = default,
            h1 = default;
        Vector256<float> l2 = default,
            h2 = default;
        Vector256<float> l3 = default,
            h3 = default;
        Vector256<float> l4 = default,
            h4 = default;
        Vector256<float> l5 = default,
            h5 = default;
        float* a3 = a + 3 * lda;
        for (var k = 0; k < depth; k++, b += Panel, soon += Panel)
        {
            Floats.Soon(soon);
            var bl = Vector256.Load(b);
            var bh = Vector256.Load(b + 8);
            var x = Vector256.Create(a[k]);
            l0 = Vector256.FusedMultiplyAdd(x, bl, l0);
            h0 = Vector256.FusedMultiplyAdd(x, bh, h0);
            x = Vector256.Create(a[k + lda]);
            l1 = Vector256.FusedMultiplyAdd(x, bl, l1);
            h1 = Vector256.FusedMultiplyAdd(x, bh, h1);
            x = Vector256.Create(a[k + 2 * lda]);
            l2 = Vector256.FusedMultiplyAdd(x, bl, l2);
            h2 = Vector256.FusedMultiplyAdd(x, bh, h2);
            x = Vector256.Create(a3[k]);
            l3 = Vector256.FusedMultiplyAdd(x, bl, l3);
            h3 = Vector256.FusedMultiplyAdd(x, bh, h3);
            x = Vector256.Create(a3[k + lda]);
            l4 = Vector256.FusedMultiplyAdd(x, bl, l4);
            h4 = Vector256.FusedMultiplyAdd(x, bh, h4);
            x = Vector256.Create(a3[k + 2 * lda]);
            l5 = Vector256.FusedMultiplyAdd(x, bl, l5);
            h5 = Vector256.FusedMultiplyAdd(x, bh, h5);
        }

        l0.Store(c);
        h0.Store(c + 8);
        c += ldc;
        l1.Store(c);
        h1.Store(c + 8);
        c += ldc;
        l2.Store(c);
        h2.Store(c + 8);
        c += ldc;
        l3.Store(c);
        h3.Store(c + 8);
        c += ldc;
        l4.Store(c);
        h4.Store(c + 8);
        c += ldc;
        l5.Store(c);
        h5.Store(c + 8);
    }

    // 1 row of a whole panel.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(float* a, nint lda, float* b, int depth, float* c, nint ldc)
    {
        Vector256<float> p0 = default,
            q0 = default,
            r0 = default,
            s0 = default;
        for (var k = 0; k < depth; k++, b += Panel)
        {
            var bp = Vector256.Load(b);
            var bq = Vector256.Load(b + 8);
            var br = Vector256.Load(b + 16);
            var bs = Vector256.Load(b + 24);
            var x = Vector256.Create(a[k]);
            p0 = Vector256.FusedMultiplyAdd(x, bp, p0);
            q0 = Vector256.FusedMultiplyAdd(x, bq, q0);
            r0 = Vector256.FusedMultiplyAdd(x, br, r0);
            s0 = Vector256.FusedMultiplyAdd(x, bs, s0);
        }

        p0.Store(c);
        q0.Store(c + 8);
        r0.Store(c + 16);
        s0.Store(c + 24);
    }
}
