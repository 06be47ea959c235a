using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GanCmri.Networks.Fused;

/// <summary>The way back of <see cref="UpConv"/>: filtered gradients of twice the side, then one matrix product over the nine neighbours of
/// every second pixel.</summary>
internal sealed unsafe class UpConvGradient : FusedConv
{
    private const int Taps = 3;
    private const long NumbersAtATime = 1 << 20;

    private readonly PackedMatrix _weights;
    private readonly int _width;

    /// <param name="weight">[outputs, inputs, 3, 3] of the way forwards.</param>
    /// <param name="outputs">Its feature maps out.</param>
    /// <param name="inputs">Its feature maps in.</param>
    public UpConvGradient(ReadOnlySpan<float> weight, int outputs, int inputs)
    {
        _width = PackedMatrix.Padded(outputs);
        var rows = new float[9 * _width * inputs];
        for (var o = 0; o < outputs; o++)
        for (var i = 0; i < inputs; i++)
        for (var k = 0; k < 9; k++)
            rows[(k * _width + o) * inputs + i] = weight[(o * inputs + i) * 9 + k];
        _weights = new PackedMatrix(9 * _width, inputs, rows);
    }

    /// <inheritdoc/>
    public override void Apply(Maps x, float* styles, Finish finish, Maps y, WorkingMemory memory, Workers workers)
    {
        var (side, wide, depth) = (y.Side, x.Side + 1, 9 * _width);
        var filtered = memory.For(MemoryUse.Filtered, (long)wide * wide * _width);
        var zeros = memory.For(MemoryUse.Zeros, Math.Max((long)x.Side * _width, y.Stride));
        var step = (int)Math.Clamp(NumbersAtATime / ((long)side * depth), 1, side);
        var inputs = memory.For(MemoryUse.Inputs, (long)step * side * depth);
        for (var i = 0; i < x.Count; i++)
        {
            var image = i;
            workers.Run(wide, x.Length * 8, row => Filter(x, zeros, styles, image, row, filtered + (long)row * wide * _width));
            for (var first = 0; first < side; first += step)
            {
                var (start, count) = (first, Math.Min(step, side - first));
                workers.Run(count, (long)count * side * depth, r => Gather(filtered, start + r, side, inputs + (long)r * side * depth));
                Gemm.Multiply(inputs, depth, count * side, _weights, y.Pixel(image, start, 0), y.Stride, workers);
            }
        }
    }

    // Row by row of the grid of twice the side and one more: rows row - 2 to row + 1 of the gradients, then the same across.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Filter(Maps x, float* zeros, float* styles, int image, int row, float* to)
    {
        var side = x.Side;
        var down = stackalloc Vector512<float>[side + 4]; // two columns of zeros on each side
        (down[0], down[1], down[side + 2], down[side + 3]) = (default, default, default, default);
        float* a = Row(row + 1),
            b = Row(row),
            c = Row(row - 1),
            d = Row(row - 2);
        for (var channel = 0; channel < _width; channel += Lane)
        {
            var style = Vector512.Load(styles + (long)image * x.Stride + channel);
            for (var column = 0; column < side; column++)
            {
                var at = column * _width + channel;
                down[column + 2] =
                    UpConv.Filtered(Vector512.Load(a + at), Vector512.Load(b + at), Vector512.Load(c + at), Vector512.Load(d + at)) * style;
            }

            for (var column = 0; column <= side; column++)
                UpConv
                    .Filtered(down[column + 3], down[column + 2], down[column + 1], down[column])
                    .Store(to + (long)column * _width + channel);
        }

        float* Row(int r) => (uint)r < (uint)side ? x.Pixel(image, r, 0) : zeros;
    }

    // The nine neighbours of a row of pixels.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gather(float* filtered, int row, int side, float* to)
    {
        var wide = 2 * side + 1;
        var bytes = (long)Taps * _width * sizeof(float);
        for (var column = 0; column < side; column++)
        for (var k = 0; k < Taps; k++, to += Taps * _width)
            Buffer.MemoryCopy(filtered + ((long)(2 * row + k) * wide + 2 * column) * _width, to, bytes, bytes);
    }
}
