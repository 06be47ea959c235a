using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GanCmri.Networks.Fused;

/// <summary>The convolution as one matrix product over the nine neighbours: for few pixels, where weights are most of what is
/// read.</summary>
internal sealed unsafe class DirectConv : FusedConv
{
    private readonly PackedMatrix _weights;
    private readonly int _inputs;

    /// <param name="weight">[outputs, inputs, 3, 3].</param>
    /// <param name="outputs">Feature maps out.</param>
    /// <param name="inputs">Feature maps in.</param>
    public DirectConv(ReadOnlySpan<float> weight, int outputs, int inputs)
    {
        _inputs = inputs;
        var rows = new float[9 * inputs * outputs];
        for (var o = 0; o < outputs; o++)
        for (var i = 0; i < inputs; i++)
        for (var k = 0; k < 9; k++)
            rows[(k * inputs + i) * outputs + o] = weight[(o * inputs + i) * 9 + k];
        _weights = new PackedMatrix(9 * inputs, outputs, rows);
    }

    /// <inheritdoc/>
    public override void Apply(Maps x, float* styles, Finish finish, Maps y, WorkingMemory memory, Workers workers)
    {
        var (side, pixels, depth) = (x.Side, x.Side * x.Side, 9 * _inputs);
        var rows = x.Count * pixels;
        var inputs = memory.For(MemoryUse.Inputs, (long)rows * depth + Lane);
        var products = memory.For(MemoryUse.Products, (long)rows * _weights.Width);
        var zeros = memory.For(MemoryUse.Zeros, x.Stride);
        workers.Run(
            rows,
            (long)rows * depth,
            row =>
            {
                var (image, pixel) = Math.DivRem(row, pixels);
                var (r, c) = Math.DivRem(pixel, side);
                for (var k = 0; k < 9; k++)
                {
                    var from = x.PixelOr(zeros, image, r + k / 3 - 1, c + k % 3 - 1);
                    Styled(from, styles + (long)image * x.Stride, inputs + (long)row * depth + k * _inputs);
                }
            }
        );
        Gemm.Multiply(inputs, depth, rows, _weights, products, _weights.Width, workers);
        workers.Run(
            rows,
            (long)rows * _weights.Width,
            row =>
            {
                var (image, pixel) = Math.DivRem(row, pixels);
                var from = products + (long)row * _weights.Width;
                var to = (float*)y.At + (long)row * y.Stride;
                for (var c = 0; c < y.Stride; c += Lane)
                    finish.Of(Vector512.Load(from + c), image, pixel, c).Store(to + c);
            }
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Styled(float* x, float* styles, float* to)
    {
        var c = 0;
        for (; c + Lane <= _inputs; c += Lane)
            (Vector512.Load(x + c) * Vector512.Load(styles + c)).Store(to + c);
        for (; c < _inputs; c++)
            to[c] = x[c] * styles[c];
    }
}
