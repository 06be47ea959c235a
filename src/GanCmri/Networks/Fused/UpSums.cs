using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GanCmri.Networks.Fused;

/// <summary>
/// Maps of twice the side, and one more, of some rows of tiles before the low-pass filter: [row of tiles, 9 rows of pixels, width / 16,
/// 2 side + 1, 16]. The last row of pixels of a row of tiles is to be added to the first of the next.
/// </summary>
internal readonly unsafe struct UpSums
{
    private const int ColumnsAhead = 16;
    private const int Lane = 16,
        In = UpTile.Inputs,
        Out = UpTile.Points;

    private readonly float* _at,
        _zeros;
    private readonly int _kept,
        _side,
        _width,
        _wide;

    /// <param name="memory">Where they lie.</param>
    /// <param name="kept">How many rows of tiles are kept: those of a band, and the last of the band before.</param>
    /// <param name="across">Tiles of a row.</param>
    /// <param name="side">Height and width of the inputs in pixels.</param>
    /// <param name="width">Numbers a pixel.</param>
    public UpSums(WorkingMemory memory, int kept, int across, int side, int width)
    {
        (_kept, _side, _width, _wide, Across) = (kept, side, width, 2 * side + 1, across);
        _at = memory.For(MemoryUse.Unfiltered, (long)kept * Out * _wide * width);
        _zeros = memory.For(MemoryUse.Zeros, (long)_wide * width);
    }

    /// <summary>Tiles of a row.</summary>
    public int Across { get; }

    /// <summary>Sixteen channels of a row of pixels, a pixel every 16 numbers.</summary>
    /// <param name="tiles">The row of tiles among those of all images.</param>
    /// <param name="pixels">0 to 8.</param>
    /// <param name="channel">The first channel.</param>
    public float* Row(int tiles, int pixels, int channel) => _at + ((long)(tiles % _kept * Out + pixels) * _width + channel) * _wide;

    /// <summary>How many pairs of rows of all images' outputs can be made from the first <paramref name="tiles"/> rows of tiles.</summary>
    public int PairsBefore(int tiles)
    {
        var (image, row) = Math.DivRem(tiles, Across);
        return image * _side + Math.Max(0, row * In - 1); // a pair needs the two sums after it
    }

    /// <summary>Two rows of outputs: sums filtered by 1, 3, 3, 1 down and across.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Filter(int pair, Finish finish, Maps y)
    {
        var (image, row) = Math.DivRem(pair, _side);
        row *= 2;
        var stack = stackalloc float[(2 * _wide + 5) * Lane];
        var upper = (Vector512<float>*)Floats.Aligned(stack);
        var lower = upper + _wide + 2; // a column of zeros on each side
        (upper[0], lower[0], upper[_wide + 1], lower[_wide + 1]) = (default, default, default, default);
        for (var c = 0; c < _width; c += Lane)
        {
            float* odd0 = At(image, row - 1, c),
                even0 = At(image, row, c),
                above0 = Above(image, row, c),
                odd1 = At(image, row + 1, c),
                even1 = At(image, row + 2, c),
                above1 = Above(image, row + 2, c),
                odd2 = At(image, row + 3, c);
            for (var column = 0; column < _wide; column++)
            {
                var at = column * Lane;
                var (o0, e0) = (Vector512.Load(odd0 + at), Vector512.Load(above0 + at) + Vector512.Load(even0 + at));
                var (o1, e1) = (Vector512.Load(odd1 + at), Vector512.Load(above1 + at) + Vector512.Load(even1 + at));
                upper[column + 1] = UpConv.Filtered(o0, e0, o1, e1);
                lower[column + 1] = UpConv.Filtered(e0, o1, e1, Vector512.Load(odd2 + at));
            }

            Columns(upper, finish, image, row, c, y);
            Columns(lower, finish, image, row + 1, c, y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns(Vector512<float>* sums, Finish finish, int image, int row, int c, Maps y)
    {
        var to = y.Pixel(image, row, 0) + c;
        for (var column = 0; column < y.Side; column++, to += y.Stride)
        {
            Floats.Soon(to + ColumnsAhead * y.Stride);
            finish
                .Of(UpConv.Filtered(sums[column], sums[column + 1], sums[column + 2], sums[column + 3]), image, row * y.Side + column, c)
                .Store(to);
        }
    }

    private float* At(int image, int row, int channel)
    {
        if ((uint)row > (uint)(2 * _side))
            return _zeros;
        var tiles = Math.Min(row / (2 * In), Across - 1);
        return Row(image * Across + tiles, row - tiles * 2 * In, channel);
    }

    // What the row of tiles above adds.
    private float* Above(int image, int row, int channel) =>
        row % (2 * In) == 0 && row > 0 && row < 2 * _side ? Row(image * Across + row / (2 * In) - 1, Out - 1, channel) : _zeros;
}
