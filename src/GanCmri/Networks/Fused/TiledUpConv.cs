using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GanCmri.Networks.Fused;

/// <summary>
/// Twice the side by tiles of 4 x 4 inputs: 81 products where the transposed convolution has 144, as matrix products over all tiles with 36
/// matrices (<see cref="UpTile"/>), whose overlapping sums are then added and filtered.
/// </summary>
internal sealed unsafe class TiledUpConv : FusedConv
{
    private const int In = UpTile.Inputs,
        Stored = UpTile.Stored,
        Out = UpTile.Points;
    private const int TilesAtATime = 96;

    // As in WinogradConv.
    private const int Apart = 16;

    private readonly PackedMatrix[] _weights;
    private readonly int _inputs;

    /// <param name="weight">[outputs, inputs, 3, 3].</param>
    /// <param name="outputs">Feature maps out.</param>
    /// <param name="inputs">Feature maps in.</param>
    public TiledUpConv(ReadOnlySpan<float> weight, int outputs, int inputs)
    {
        _inputs = inputs;
        _weights = [.. UpTile.Kinded(weight, outputs, inputs, isTransposed: false).Select(w => new PackedMatrix(inputs, outputs, w))];
    }

    /// <inheritdoc/>
    public override void Apply(Maps x, float* styles, Finish finish, Maps y, WorkingMemory memory, Workers workers)
    {
        var across = x.Side / In;
        var (rows, width) = (x.Count * across, _weights[0].Width);
        var step = Math.Clamp(TilesAtATime / across, 1, rows);
        var (inputStep, productStep) = ((long)step * across * x.Stride + Apart, (long)step * across * width + Apart);
        var inputs = memory.For(MemoryUse.Inputs, Stored * Stored * inputStep);
        var products = memory.For(MemoryUse.Products, Out * Out * productStep);
        var sums = new UpSums(memory, step + 1, across, x.Side, width);
        for (var first = 0; first < rows; first += step)
        {
            var (start, count) = (first, Math.Min(step, rows - first));
            var tiles = count * across;
            workers.Run(
                tiles,
                (long)tiles * Stored * Stored * x.Stride * 8,
                tile => ToPoints(x, styles, start * across + tile, across, inputs + (long)tile * x.Stride, inputStep)
            );
            var panels = width / PackedMatrix.Panel;
            workers.Run(
                Out * Out * panels,
                (long)Out * Out * tiles * _inputs * width,
                i =>
                {
                    var (order, panel) = Math.DivRem(i, panels);
                    var point = UpTile.ByKind[order];
                    var input = UpTile.InputOf[point / Out] * Stored + UpTile.InputOf[point % Out];
                    var weights = _weights[UpTile.KindAt(point)];
                    var to = products + point * productStep + panel * PackedMatrix.Panel;
                    Gemm.Panel(inputs + input * inputStep, x.Stride, tiles, weights, panel, to, width);
                }
            );
            workers.Run(
                count,
                (long)tiles * Out * Out * width * 8,
                row => FromPoints(products + (long)row * across * width, productStep, width, sums, start + row)
            );
            var (from, to) = (sums.PairsBefore(start), sums.PairsBefore(start + count));
            workers.Run(to - from, (long)(to - from) * y.Side * width * 50, pair => sums.Filter(from + pair, finish, y));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ToPoints(Maps x, float* styles, int tile, int across, float* to, long pointStep)
    {
        var (image, place) = Math.DivRem(tile, across * across);
        var (row, column) = Math.DivRem(place, across);
        styles += (long)image * x.Stride;
        var stack = stackalloc float[(Stored * In + 1) * Lane];
        var d = Floats.Aligned(stack);
        for (var c = 0; c < x.Stride; c += Lane)
        {
            var style = Vector512.Load(styles + c);
            for (var i = 0; i < In; i++)
            for (var j = 0; j < In; j++)
                Floats.Soon(x.Pixel(image, row * In + i, (column + 1) * In + j) + c);
            for (var p = 0; p < Stored * Stored; p++)
                Floats.Soon(to + p * pointStep + c + Ahead);
            for (var j = 0; j < In; j++)
            {
                var from = x.Pixel(image, row * In, column * In + j) + c;
                var down = (long)x.Side * x.Stride;
                UpTile.Input(
                    Vector512.Load(from) * style,
                    Vector512.Load(from + down) * style,
                    Vector512.Load(from + 2 * down) * style,
                    Vector512.Load(from + 3 * down) * style,
                    d + j * Lane,
                    In * Lane
                );
            }

            for (var i = 0; i < Stored; i++)
            {
                var at = d + i * In * Lane;
                UpTile.Input(
                    Vector512.Load(at),
                    Vector512.Load(at + Lane),
                    Vector512.Load(at + 2 * Lane),
                    Vector512.Load(at + 3 * Lane),
                    to + i * Stored * pointStep + c,
                    pointStep
                );
            }
        }
    }

    // A row of tiles.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FromPoints(float* from, long pointStep, int width, UpSums sums, int row)
    {
        var stack = stackalloc float[(Out * Out + 1) * Lane];
        var m = Floats.Aligned(stack);
        for (var tile = 0; tile < sums.Across; tile++, from += width)
        for (var c = 0; c < width; c += Lane)
        {
            for (var p = 0; p < Out * Out; p++)
                Floats.Soon(from + p * pointStep + c + Ahead);
            for (var j = 0; j < Out; j++)
                UpTile.Output(from + j * pointStep + c, Out * pointStep, m + j * Lane, Out * Lane);
            for (var i = 0; i < Out; i++)
            {
                var to = sums.Row(row, i, c) + tile * (Out - 1) * Lane;
                var before = Vector512.Load(to); // the last of the tile before
                UpTile.Output(m + i * Out * Lane, Lane, to, Lane);
                if (tile > 0)
                    (Vector512.Load(to) + before).Store(to);
            }
        }
    }
}
