using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GanCmri.Networks.Fused;

/// <summary>
/// Twice the side: a transposed convolution as one matrix product (nine numbers a pixel and channel), whose overlapping parts are then
/// added and filtered by 1, 3, 3, 1 in both directions, a pair of rows at a time. For few pixels; <see cref="TiledUpConv"/> for more.
/// </summary>
internal sealed unsafe class UpConv : FusedConv
{
    private const int Taps = 3;

    private readonly PackedMatrix _weights;
    private readonly int _width;

    /// <param name="weight">[outputs, inputs, 3, 3].</param>
    /// <param name="outputs">Feature maps out.</param>
    /// <param name="inputs">Feature maps in.</param>
    public UpConv(ReadOnlySpan<float> weight, int outputs, int inputs)
    {
        _width = PackedMatrix.Padded(outputs);
        var columns = new float[inputs * 9 * _width];
        for (var o = 0; o < outputs; o++)
        for (var i = 0; i < inputs; i++)
        for (var k = 0; k < 9; k++)
            columns[(i * 9 + k) * _width + o] = weight[(o * inputs + i) * 9 + k];
        _weights = new PackedMatrix(inputs, 9 * _width, columns);
    }

    /// <inheritdoc/>
    public override void Apply(Maps x, float* styles, Finish finish, Maps y, WorkingMemory memory, Workers workers)
    {
        var (side, row, rows) = (x.Side, (long)x.Side * 9 * _width, x.Count * x.Side);
        var products = memory.For(MemoryUse.Products, rows * row);
        var inputs = memory.For(MemoryUse.Inputs, (long)rows * side * x.Stride);
        var zeros = memory.For(MemoryUse.Zeros, Math.Max(row, x.Stride));
        workers.Run(rows, (long)rows * side * x.Stride, r => Styled(x, styles, r / side, r % side, inputs + (long)r * side * x.Stride));
        Gemm.Multiply(inputs, x.Stride, rows * side, _weights, products, 9 * _width, workers);
        workers.Run(
            rows,
            (long)rows * side * _width * 100,
            r => Rows(products + r / side * side * row, row, zeros, finish, r / side, r % side, y)
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Styled(Maps x, float* styles, int image, int row, float* to)
    {
        styles += (long)image * x.Stride;
        for (var column = 0; column < x.Side; column++, to += x.Stride)
        {
            var from = x.Pixel(image, row, column);
            for (var c = 0; c < x.Stride; c += Lane)
                (Vector512.Load(from + c) * Vector512.Load(styles + c)).Store(to + c);
        }
    }

    // Two rows of output around row r of input. products: of row 0.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Rows(float* products, long row, float* zeros, Finish finish, int image, int r, Maps y)
    {
        var side = y.Side / 2;
        var above = r > 0 ? products + (r - 1) * row : zeros;
        var here = products + r * row;
        var below = r + 1 < side ? products + (r + 1) * row : zeros;
        // Columns -1 to side of both rows, three taps each.
        var across = (side + 2) * Taps;
        var upper = stackalloc Vector512<float>[across];
        var lower = stackalloc Vector512<float>[across];
        for (var c = 0; c < _width; c += Lane)
        {
            for (var k = 0; k < Taps; k++)
                (upper[k], lower[k], upper[across - Taps + k], lower[across - Taps + k]) = (default, default, default, default);
            for (var column = 0; column < side; column++)
            for (var k = 0; k < Taps; k++)
            {
                var at = (column * 9 + k) * _width + c;
                var (odd0, even0) = (Load(above, at, 1), Load(here, at, 0) + Load(above, at, 2));
                var (odd1, even1) = (Load(here, at, 1), Load(below, at, 0) + Load(here, at, 2));
                upper[(column + 1) * Taps + k] = Filtered(odd0, even0, odd1, even1);
                lower[(column + 1) * Taps + k] = Filtered(even0, odd1, even1, Load(below, at, 1));
            }

            Columns(upper, finish, image, 2 * r, c, y);
            Columns(lower, finish, image, 2 * r + 1, c, y);
        }

        Vector512<float> Load(float* from, long at, int tap) => Vector512.Load(from + at + tap * Taps * _width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns(Vector512<float>* sums, Finish finish, int image, int row, int c, Maps y)
    {
        var pixel = row * y.Side;
        var to = y.Pixel(image, row, 0) + c;
        for (var column = 0; column < y.Side / 2; column++, sums += Taps)
        {
            var (odd0, even0) = (sums[1], sums[3] + sums[2]);
            var (odd1, even1) = (sums[4], sums[6] + sums[5]);
            finish.Of(Filtered(odd0, even0, odd1, even1), image, pixel++, c).Store(to);
            to += y.Stride;
            finish.Of(Filtered(even0, odd1, even1, sums[7]), image, pixel++, c).Store(to);
            to += y.Stride;
        }
    }

    /// <summary>The low-pass filter 1, 3, 3, 1 with a gain of 2.</summary>
    public static Vector512<float> Filtered(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d) =>
        (b + c) * 0.75f + (a + d) * 0.25f;
}
