using System.Runtime.CompilerServices;

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
        var (side, depth) = (y.Side, 9 * _width);
        var filtered = new FilteredGradient(memory, x.Side, x.Stride);
        var step = (int)Math.Clamp(NumbersAtATime / ((long)side * depth), 1, side);
        var inputs = memory.For(MemoryUse.Inputs, (long)step * side * depth);
        for (var i = 0; i < x.Count; i++)
        {
            var image = i;
            filtered.Make(x, styles, image, workers);
            for (var first = 0; first < side; first += step)
            {
                var (start, count) = (first, Math.Min(step, side - first));
                workers.Run(count, (long)count * side * depth, r => Gather(filtered, start + r, side, inputs + (long)r * side * depth));
                Gemm.Multiply(inputs, depth, count * side, _weights, y.Pixel(image, start, 0), y.Stride, workers);
            }
        }
    }

    // The nine neighbours of a row of pixels.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gather(FilteredGradient filtered, int row, int side, float* to)
    {
        var bytes = (long)Taps * _width * sizeof(float);
        for (var column = 0; column < side; column++)
        for (var k = 0; k < Taps; k++, to += Taps * _width)
            Buffer.MemoryCopy(filtered.Pixel(2 * row + k, 2 * column), to, bytes, bytes);
    }
}
