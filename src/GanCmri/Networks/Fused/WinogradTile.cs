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

    /// <summary>Six inputs, one every <paramref name="step"/>, at the six points, in place.</summary>
    public static void Input(Vector512<float>* d, int step)
    {
        var (d0, d1, d2) = (d[0], d[step], d[2 * step]);
        var (d3, d4, d5) = (d[3 * step], d[4 * step], d[5 * step]);
        var (evenA, oddA) = (d4 - d2 * B2, (d3 - d1 * B2) * A1);
        var (evenB, oddB) = (d4 - d2 * A2, (d3 - d1 * A2) * B1);
        d[0] = d0 * Product - d2 * Sum + d4;
        d[step] = evenA + oddA;
        d[2 * step] = evenA - oddA;
        d[3 * step] = evenB + oddB;
        d[4 * step] = evenB - oddB;
        d[5 * step] = d1 * Product - d3 * Sum + d5;
    }

    /// <summary>Six products to four outputs, in place: the first four of the six.</summary>
    public static void Output(Vector512<float>* m, int step)
    {
        var (m1, m2, m3, m4) = (m[step], m[2 * step], m[3 * step], m[4 * step]);
        var (evenA, oddA, evenB, oddB) = (m1 + m2, m1 - m2, m3 + m4, m3 - m4);
        m[0] = m[0] + evenA + evenB;
        m[step] = oddA * A1 + oddB * B1;
        m[2 * step] = evenA * A2 + evenB * B2;
        m[3 * step] = oddA * A3 + oddB * B3 + m[5 * step];
    }
}
