using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Networks.Ops;

/// <summary>
/// 3 x 3 convolution with margins of one pixel by Winograd's F(2 x 2, 3 x 3): 16 products where 36 are usual, as matrix products
/// (Lavin and Gray, "Fast algorithms for convolutional neural networks", 2016). For wide layers on a CPU, without gradients.
/// </summary>
internal static class Winograd
{
    // As many tiles at a time as keep a wide layer's parts in the processor's cache.
    private const long TilesAtATime = 1024;

    /// <summary>Whether this way is the faster one.</summary>
    /// <param name="inputs">Feature maps in.</param>
    /// <param name="outputs">Feature maps out.</param>
    /// <param name="side">Height and width in pixels.</param>
    public static bool Pays(long inputs, long outputs, long side) => Math.Min(inputs, outputs) >= 128 && side >= 16 && side % 2 == 0;

    /// <summary>[Cout, Cin, 3, 3] -> [16, Cout, Cin]: G w G^T.</summary>
    public static Tensor Weights(Tensor weight)
    {
        using var scope = NewDisposeScope();
        var g = tensor(new[] { 1f, 0, 0, 0.5f, 0.5f, 0.5f, 0.5f, -0.5f, 0.5f, 0, 0, 1 }).reshape(4, 3);
        return matmul(matmul(g, weight), g.t())
            .permute(2, 3, 0, 1)
            .reshape(16, weight.shape[0], weight.shape[1])
            .contiguous()
            .MoveToOuterDisposeScope();
    }

    /// <summary>Convolves image by image, so that a result does not depend on the others of its batch.</summary>
    /// <param name="x">[N, Cin, H, W] with even H and W.</param>
    /// <param name="weights">Of <see cref="Weights"/>.</param>
    /// <returns>[N, Cout, H, W].</returns>
    public static Tensor Conv(Tensor x, Tensor weights)
    {
        using var scope = NewDisposeScope();
        long n = x.shape[0],
            outputs = weights.shape[1],
            height = x.shape[2],
            width = x.shape[3],
            rows = height / 2,
            columns = width / 2;
        var u = weights.unbind(0);
        var padded = nn.functional.pad(x, [1, 1, 1, 1]);
        var y = empty([n, outputs, rows, 2, columns, 2]);
        var step = Math.Max(1, TilesAtATime / columns);
        for (long image = 0; image < n; image++)
        {
            using var parts = NewDisposeScope();
            var (from, to) = (padded[image], y[image]);
            for (long row = 0; row < rows; row += step)
            {
                using var part = NewDisposeScope();
                var count = Math.Min(step, rows - row);
                Tiles(from.narrow(1, 2 * row, 2 * count + 2), u, to.narrow(1, row, count), count, columns);
            }
        }

        return y.reshape(n, outputs, height, width).MoveToOuterDisposeScope();
    }

    private static void Tiles(Tensor x, Tensor[] u, Tensor y, long rows, long columns)
    {
        long inputs = x.shape[0],
            outputs = y.shape[0];
        // Even and odd lines apart, [2, 2, Cin, rows + 1, columns + 1], so that a tile's four lines are slices without gaps.
        var lines = x.reshape(inputs, rows + 1, 2, columns + 1, 2).permute(2, 4, 0, 1, 3).contiguous();
        var down = Input([.. Enumerable.Range(0, 4).Select(i => lines[i % 2].narrow(2, i / 2, rows))]);
        var products = new Tensor[4][];
        for (var i = 0; i < 4; i++)
        {
            Tensor even = down[i][0],
                odd = down[i][1];
            var v = Input([even.narrow(2, 0, columns), odd.narrow(2, 0, columns), even.narrow(2, 1, columns), odd.narrow(2, 1, columns)]);
            products[i] = Output([.. Enumerable.Range(0, 4).Select(j => mm(u[4 * i + j], v[j].reshape(inputs, rows * columns)))]);
        }

        for (var column = 0; column < 2; column++)
        {
            var values = Output([.. products.Select(p => p[column])]);
            for (var row = 0; row < 2; row++)
                y.select(4, column).select(2, row).copy_(values[row].reshape(outputs, rows, columns));
        }
    }

    // B^T d, and A^T m in place.
    private static Tensor[] Input(Tensor[] d) => [d[0].Minus(d[2]), d[1].Plus(d[2]), d[2].Minus(d[1]), d[1].Minus(d[3])];

    private static Tensor[] Output(Tensor[] m) => [m[0].Add(m[1]).Add(m[2]), m[1].Subtract(m[2]).Subtract(m[3])];
}
