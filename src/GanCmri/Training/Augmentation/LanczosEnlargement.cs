using static TorchSharp.torch;

namespace GanCmri.Training.Augmentation;

/// <summary>Enlarges images without smoothing them: Lanczos' windowed sinc (Duchon 1979), mirrored at the edges.</summary>
internal static class LanczosEnlargement
{
    private const int Lobes = 5;

    /// <summary>A matrix E [times side, side]: E x Eᵀ is an image x [side, side] enlarged.</summary>
    /// <param name="side">Height and width, px, at least 5.</param>
    /// <param name="times">How many times.</param>
    public static Tensor Matrix(int side, int times)
    {
        var rows = new float[times * side * side];
        for (var to = 0; to < times * side; to++)
        {
            var at = (to + .5) / times - .5;
            var weights = new double[side];
            for (var from = (int)Math.Ceiling(at - Lobes); from < at + Lobes; from++)
                weights[Mirrored(from, side)] += Sinc(at - from) * Sinc((at - from) / Lobes);
            var sum = weights.Sum();
            for (var x = 0; x < side; x++)
                rows[to * side + x] = (float)(weights[x] / sum);
        }

        return tensor(rows, [times * side, side]);
    }

    private static int Mirrored(int x, int side) =>
        x < 0 ? -1 - x
        : x >= side ? 2 * side - 1 - x
        : x;

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
}
