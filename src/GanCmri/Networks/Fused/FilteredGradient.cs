using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GanCmri.Networks.Fused;

/// <summary>Gradients of an image's maps back through the low-pass filter after an enlarging convolution: [side + 1, side + 1,
/// width].</summary>
internal readonly unsafe struct FilteredGradient
{
    private const int Lane = 16;

    private readonly float* _at,
        _zeros;

    /// <param name="memory">Where they lie.</param>
    /// <param name="side">Height and width of the maps.</param>
    /// <param name="width">Numbers a pixel.</param>
    public FilteredGradient(WorkingMemory memory, int side, int width)
    {
        (Side, Width) = (side + 1, width);
        _at = memory.For(MemoryUse.Filtered, (long)Side * Side * width);
        _zeros = memory.For(MemoryUse.Zeros, (long)side * width);
    }

    /// <summary>Height and width in pixels.</summary>
    public int Side { get; }

    /// <summary>Numbers a pixel.</summary>
    public int Width { get; }

    /// <summary>The channels of a pixel.</summary>
    public float* Pixel(int row, int column) => _at + ((long)row * Side + column) * Width;

    /// <summary>Filters an image's gradients times their styles.</summary>
    public void Make(Maps x, float* styles, int image, Workers workers)
    {
        var of = this;
        workers.Run(Side, x.Length * 8, row => of.Row(x, styles, image, row));
    }

    // Rows row - 2 to row + 1 of the gradients, then the same across.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row(Maps x, float* styles, int image, int row)
    {
        var side = x.Side;
        var stack = stackalloc float[(side + 5) * Lane];
        var down = (Vector512<float>*)Floats.Aligned(stack); // two columns of zeros on each side
        (down[0], down[1], down[side + 2], down[side + 3]) = (default, default, default, default);
        float* a = At(x, image, row + 1),
            b = At(x, image, row),
            c = At(x, image, row - 1),
            d = At(x, image, row - 2);
        for (var channel = 0; channel < Width; channel += Lane)
        {
            var style = Vector512.Load(styles + (long)image * x.Stride + channel);
            for (var column = 0; column < side; column++)
            {
                var at = column * Width + channel;
                down[column + 2] =
                    UpConv.Filtered(Vector512.Load(a + at), Vector512.Load(b + at), Vector512.Load(c + at), Vector512.Load(d + at)) * style;
            }

            for (var column = 0; column <= side; column++)
                UpConv.Filtered(down[column + 3], down[column + 2], down[column + 1], down[column]).Store(Pixel(row, column) + channel);
        }
    }

    private float* At(Maps x, int image, int row) => (uint)row < (uint)x.Side ? x.Pixel(image, row, 0) : _zeros;
}
