using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GanCmri.Networks.Fused;

/// <summary>
/// Winograd's F(4, 3) in one dimension at the points 0, ±a, ±b and infinity: four sums of three products each from six products (Lavin and
/// Gray, "Fast algorithms for convolutional neural networks", 2016, whose a is 1 and b 2).
/// </summary>
internal static unsafe class WinogradTile
{
    /// <summary>Side of a tile of inputs.</summary>
    public const int Inputs = 6;

    /// <summary>Side of a tile of outputs.</summary>
    public const int Outputs = 4;

    // a = sqrt(1/2), b = sqrt 2: whole images deviate up to a third less than with 1 and 2, as the powers are nearer to one.
    private const double A = 0.70710678118654752440,
        B = 1.41421356237309504880;
    private const float A1 = (float)A,
        A2 = 0.5f,
        A3 = (float)(A * A * A),
        B1 = (float)B,
        B2 = 2,
        B3 = (float)(B * B * B),
        Sum = A2 + B2,
        Product = A2 * B2;

    /// <summary>Three weights at the six points.</summary>
    public static double[] Weights(double w0, double w1, double w2)
    {
        double na = 2 * A2 * (A2 - B2),
            nb = 2 * B2 * (B2 - A2);
        return
        [
            w0 / Product,
            (w0 + A * w1 + A2 * w2) / na,
            (w0 - A * w1 + A2 * w2) / na,
            (w0 + B * w1 + B2 * w2) / nb,
            (w0 - B * w1 + B2 * w2) / nb,
            w2,
        ];
    }

    /// <summary>Six inputs at the six points, sixteen channels every <paramref name="step"/> numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Input(
        Vector512<float> d0,
        Vector512<float> d1,
        Vector512<float> d2,
        Vector512<float> d3,
        Vector512<float> d4,
        Vector512<float> d5,
        float* to,
        long step
    )
    {
        var (evenA, oddA) = (d4 - d2 * B2, (d3 - d1 * B2) * A1);
        var (evenB, oddB) = (d4 - d2 * A2, (d3 - d1 * A2) * B1);
        (d0 * Product - d2 * Sum + d4).Store(to);
        (evenA + oddA).Store(to + step);
        (evenA - oddA).Store(to + 2 * step);
        (evenB + oddB).Store(to + 3 * step);
        (evenB - oddB).Store(to + 4 * step);
        (d1 * Product - d3 * Sum + d5).Store(to + 5 * step);
    }

    /// <summary>Six products, sixteen channels every <paramref name="step"/> numbers, to four outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Output(
        float* from,
        long step,
        out Vector512<float> first,
        out Vector512<float> second,
        out Vector512<float> third,
        out Vector512<float> fourth
    )
    {
        var (m1, m2) = (Vector512.Load(from + step), Vector512.Load(from + 2 * step));
        var (m3, m4) = (Vector512.Load(from + 3 * step), Vector512.Load(from + 4 * step));
        var (evenA, oddA, evenB, oddB) = (m1 + m2, m1 - m2, m3 + m4, m3 - m4);
        first = Vector512.Load(from) + evenA + evenB;
        second = oddA * A1 + oddB * B1;
        third = evenA * A2 + evenB * B2;
        fourth = oddA * A3 + oddB * B3 + Vector512.Load(from + 5 * step);
    }
}
