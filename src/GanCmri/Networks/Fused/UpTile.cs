using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GanCmri.Networks.Fused;

/// <summary>
/// The transposed convolution of four inputs by three weights in one dimension, nine sums from nine products instead of twelve: the five
/// even sums are a product of polynomials, evaluated at 0, infinity, 1, -1/2 and -2 (Toom and Cook); the four odd ones need one product
/// each. Sums of neighbouring tiles overlap by one and are added.
/// </summary>
internal static unsafe class UpTile
{
    /// <summary>Side of a tile of inputs.</summary>
    public const int Inputs = 4;

    /// <summary>Different numbers that inputs are multiplied as: the four themselves, and at three points.</summary>
    public const int Stored = 7;

    /// <summary>Products, and sums.</summary>
    public const int Points = 9;

    /// <summary>Different numbers that the three weights become.</summary>
    public const int Kinds = 6;

    /// <summary>Which of the stored inputs each product takes: at 0 and infinity these are the first and the last input.</summary>
    public static ReadOnlySpan<byte> InputOf => [0, 3, 4, 5, 6, 0, 1, 2, 3];

    /// <summary>Which of the weights each product takes.</summary>
    public static ReadOnlySpan<byte> KindOf => [0, 1, 2, 3, 4, 5, 5, 5, 5];

    /// <summary>Three weights as the products take them.</summary>
    private static double[] Weights(double w0, double w1, double w2) =>
        [w0, w2, (w0 + w2) / 9, (w0 * 8 - w2 * 4) / 9, (w0 - w2 * 2) / 18, w1];

    /// <summary>The 81 products of a tile, those of the same weights after one another, while they are near.</summary>
    public static int[] ByKind { get; } = [.. Enumerable.Range(0, Points * Points).OrderBy(KindAt)];

    /// <summary>Which of the 36 matrices a product of a tile takes.</summary>
    public static int KindAt(int point) => KindOf[point / Points] * Kinds + KindOf[point % Points];

    /// <summary>The 36 matrices, [inputs, outputs] or transposed, from weights [outputs, inputs, 3, 3].</summary>
    public static float[][] Kinded(ReadOnlySpan<float> weight, int outputs, int inputs, bool isTransposed)
    {
        var kinds = new float[Kinds * Kinds][];
        for (var k = 0; k < kinds.Length; k++)
            kinds[k] = new float[inputs * outputs];
        for (var o = 0; o < outputs; o++)
        for (var i = 0; i < inputs; i++)
        {
            var w = weight.Slice((o * inputs + i) * 9, 9);
            var (top, middle, bottom) = (Weights(w[0], w[1], w[2]), Weights(w[3], w[4], w[5]), Weights(w[6], w[7], w[8]));
            for (var column = 0; column < Kinds; column++)
            {
                var down = Weights(top[column], middle[column], bottom[column]);
                for (var row = 0; row < Kinds; row++)
                    kinds[row * Kinds + column][isTransposed ? o * inputs + i : i * outputs + o] = (float)down[row];
            }
        }

        return kinds;
    }

    /// <summary>Four inputs, and behind them what they are at the three points: sixteen channels every <paramref name="step"/>
    /// numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Input(Vector512<float> d0, Vector512<float> d1, Vector512<float> d2, Vector512<float> d3, float* to, long step)
    {
        d0.Store(to);
        d1.Store(to + step);
        d2.Store(to + 2 * step);
        d3.Store(to + 3 * step);
        (d0 + d1 + (d2 + d3)).Store(to + 4 * step);
        (d0 - d1 * 0.5f + (d2 - d3 * 0.5f) * 0.25f).Store(to + 5 * step);
        (d0 - d1 * 2 + (d2 - d3 * 2) * 4).Store(to + 6 * step);
    }

    /// <summary>Nine products to nine sums, sixteen channels of them every <paramref name="step"/> and <paramref name="toStep"/> numbers.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Output(float* m, long step, float* to, long toStep)
    {
        var (e0, e4, one) = (Vector512.Load(m), Vector512.Load(m + step), Vector512.Load(m + 2 * step));
        var (half, two) = (Vector512.Load(m + 3 * step), Vector512.Load(m + 4 * step));
        e0.Store(to);
        Vector512.Load(m + 5 * step).Store(to + toStep);
        ((one - half) * 2 + two + e0 * 1.5f - e4).Store(to + 2 * toStep);
        Vector512.Load(m + 6 * step).Store(to + 3 * toStep);
        (one * 5 + half + two - (e0 + e4) * 1.5f).Store(to + 4 * toStep);
        Vector512.Load(m + 7 * step).Store(to + 5 * toStep);
        ((one - two) * 2 + half + e4 * 1.5f - e0).Store(to + 6 * toStep);
        Vector512.Load(m + 8 * step).Store(to + 7 * toStep);
        e4.Store(to + 8 * toStep);
    }

    /// <summary>Transposed <see cref="Output"/>: from gradients of nine sums to those of nine products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OutputBack(float* sums, long step, float* to, long toStep)
    {
        var (s0, s2, s4) = (Vector512.Load(sums), Vector512.Load(sums + 2 * step), Vector512.Load(sums + 4 * step));
        var (s6, s8) = (Vector512.Load(sums + 6 * step), Vector512.Load(sums + 8 * step));
        (s0 + (s2 - s4) * 1.5f - s6).Store(to);
        ((s6 - s4) * 1.5f - s2 + s8).Store(to + toStep);
        ((s2 + s6) * 2 + s4 * 5).Store(to + 2 * toStep);
        (s4 + s6 - s2 * 2).Store(to + 3 * toStep);
        (s2 + s4 - s6 * 2).Store(to + 4 * toStep);
        for (var k = 0; k < Inputs; k++)
            Vector512.Load(sums + (2 * k + 1) * step).Store(to + (5 + k) * toStep);
    }

    /// <summary>Transposed <see cref="Input"/>: from gradients that nine products leave to those of four inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InputBack(float* m, long step, float* to, long toStep)
    {
        var (one, half, two) = (Vector512.Load(m + 2 * step), Vector512.Load(m + 3 * step), Vector512.Load(m + 4 * step));
        (Vector512.Load(m) + Vector512.Load(m + 5 * step) + one + half + two).Store(to);
        (Vector512.Load(m + 6 * step) + one - half * 0.5f - two * 2).Store(to + toStep);
        (Vector512.Load(m + 7 * step) + one + half * 0.25f + two * 4).Store(to + 2 * toStep);
        (Vector512.Load(m + step) + Vector512.Load(m + 8 * step) + one - half * 0.125f - two * 8).Store(to + 3 * toStep);
    }
}
