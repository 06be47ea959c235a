using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GanCmri.Networks.Fused;

/// <summary>The convolution by Winograd's F(4 x 4, 3 x 3): 36 products where 144 are usual, as 36 matrix products over all tiles.</summary>
internal sealed unsafe class WinogradConv : FusedConv
{
    private const int Points = WinogradTile.Inputs * WinogradTile.Inputs,
        In = WinogradTile.Inputs,
        Out = WinogradTile.Outputs;
    private const int TilesAtATime = 96;

    // Points lie a cache line further apart than a power of two, or all of them would share the same few lines of the cache.
    private const int Apart = 16;

    private readonly PackedMatrix[] _weights;
    private readonly int _inputs;

    /// <param name="weight">[outputs, inputs, 3, 3].</param>
    /// <param name="outputs">Feature maps out.</param>
    /// <param name="inputs">Feature maps in.</param>
    public WinogradConv(ReadOnlySpan<float> weight, int outputs, int inputs)
    {
        _inputs = inputs;
        var atPoints = new float[Points][];
        for (var p = 0; p < Points; p++)
            atPoints[p] = new float[inputs * outputs];
        for (var o = 0; o < outputs; o++)
        for (var i = 0; i < inputs; i++)
        {
            var w = weight.Slice((o * inputs + i) * 9, 9);
            var (top, middle, bottom) = (
                WinogradTile.Weights(w[0], w[1], w[2]),
                WinogradTile.Weights(w[3], w[4], w[5]),
                WinogradTile.Weights(w[6], w[7], w[8])
            );
            for (var column = 0; column < In; column++)
            {
                var down = WinogradTile.Weights(top[column], middle[column], bottom[column]);
                for (var row = 0; row < In; row++)
                    atPoints[row * In + column][i * outputs + o] = (float)down[row];
            }
        }

        _weights = [.. atPoints.Select(w => new PackedMatrix(inputs, outputs, w))];
    }

    /// <inheritdoc/>
    public override void Apply(Maps x, float* styles, Finish finish, Maps y, WorkingMemory memory, Workers workers)
    {
        var across = x.Side / Out;
        var (tilesAnImage, width) = (across * across, _weights[0].Width);
        var tiles = x.Count * tilesAnImage;
        var step = Math.Min(tiles, TilesAtATime);
        var (inputStep, productStep) = ((long)step * x.Stride + Apart, (long)step * width + Apart);
        var inputs = memory.For(MemoryUse.Inputs, Points * inputStep);
        var products = memory.For(MemoryUse.Products, Points * productStep);
        var zeros = memory.For(MemoryUse.Zeros, x.Stride);
        for (var first = 0; first < tiles; first += step)
        {
            var (start, count) = (first, Math.Min(step, tiles - first));
            workers.Run(
                count,
                (long)count * Points * x.Stride * 8,
                tile => ToPoints(x, zeros, styles, start + tile, across, inputs + (long)tile * x.Stride, inputStep)
            );
            var panels = width / PackedMatrix.Panel;
            workers.Run(
                Points * panels,
                (long)Points * count * _inputs * width,
                i =>
                {
                    var (point, panel) = Math.DivRem(i, panels);
                    var to = products + point * productStep + panel * PackedMatrix.Panel;
                    Gemm.Panel(inputs + point * inputStep, x.Stride, count, _weights[point], panel, to, width);
                }
            );
            workers.Run(
                count,
                (long)count * Points * width * 8,
                tile => FromPoints(products + (long)tile * width, productStep, finish, start + tile, across, y)
            );
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ToPoints(Maps x, float* zeros, float* styles, int tile, int across, float* to, long pointStep)
    {
        var (image, place) = Math.DivRem(tile, across * across);
        var (row, column) = Math.DivRem(place, across);
        var from = stackalloc float*[Points];
        for (var p = 0; p < Points; p++)
            from[p] = x.PixelOr(zeros, image, row * Out - 1 + p / In, column * Out - 1 + p % In);
        styles += (long)image * x.Stride;
        var stack = stackalloc float[(Points + 1) * Lane];
        var d = Floats.Aligned(stack);
        for (var c = 0; c < x.Stride; c += Lane)
        {
            var style = Vector512.Load(styles + c);
            for (var i = 0; i < In; i++)
            for (var j = In - Out; j < In; j++)
                Floats.Soon(from[i * In + j] + Out * x.Stride + c); // the next tile's
            for (var p = 0; p < Points; p++)
                Floats.Soon(to + p * pointStep + c + Ahead);
            for (var j = 0; j < In; j++)
            {
                var at = from + j;
                WinogradTile.Input(
                    Vector512.Load(at[0] + c) * style,
                    Vector512.Load(at[In] + c) * style,
                    Vector512.Load(at[2 * In] + c) * style,
                    Vector512.Load(at[3 * In] + c) * style,
                    Vector512.Load(at[4 * In] + c) * style,
                    Vector512.Load(at[5 * In] + c) * style,
                    d + j * Lane,
                    In * Lane
                );
            }

            for (var i = 0; i < In; i++)
            {
                var at = d + i * In * Lane;
                WinogradTile.Input(
                    Vector512.Load(at),
                    Vector512.Load(at + Lane),
                    Vector512.Load(at + 2 * Lane),
                    Vector512.Load(at + 3 * Lane),
                    Vector512.Load(at + 4 * Lane),
                    Vector512.Load(at + 5 * Lane),
                    to + i * In * pointStep + c,
                    pointStep
                );
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FromPoints(float* from, long pointStep, Finish finish, int tile, int across, Maps y)
    {
        var (image, place) = Math.DivRem(tile, across * across);
        var (row, column) = Math.DivRem(place, across);
        var stack = stackalloc float[(Out * In + 1) * Lane];
        var m = Floats.Aligned(stack);
        for (var c = 0; c < y.Stride; c += Lane)
        {
            for (var p = 0; p < Points; p++)
                Floats.Soon(from + p * pointStep + c + Ahead);
            for (var i = 0; i < Out; i++)
            for (var j = 0; j < Out; j++)
                Floats.Soon(y.Pixel(image, row * Out + i, (column + 1) * Out + j) + c);
            for (var j = 0; j < In; j++)
            {
                WinogradTile.Output(from + j * pointStep + c, In * pointStep, out var first, out var second, out var third, out var fourth);
                first.Store(m + j * Lane);
                second.Store(m + (In + j) * Lane);
                third.Store(m + (2 * In + j) * Lane);
                fourth.Store(m + (3 * In + j) * Lane);
            }

            for (var i = 0; i < Out; i++)
            {
                WinogradTile.Output(m + i * In * Lane, Lane, out var first, out var second, out var third, out var fourth);
                var pixel = (row * Out + i) * y.Side + column * Out;
                var to = y.Pixel(image, row * Out + i, column * Out) + c;
                finish.Of(first, image, pixel, c).Store(to);
                finish.Of(second, image, pixel + 1, c).Store(to + y.Stride);
                finish.Of(third, image, pixel + 2, c).Store(to + 2 * y.Stride);
                finish.Of(fourth, image, pixel + 3, c).Store(to + 3 * y.Stride);
            }
        }
    }
}
