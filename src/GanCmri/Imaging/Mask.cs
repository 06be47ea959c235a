namespace GanCmri.Imaging;

/// <summary>A binary region of an image, row-major.</summary>
public sealed class Mask
{
    /// <summary>Wraps values without copying them.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public Mask(int height, int width, bool[] inside)
    {
        if (height < 1 || width < 1 || inside.Length != height * width)
            throw new ArgumentException($"expected {height} x {width} values, found {inside.Length}", nameof(inside));
        (Height, Width, Inside) = (height, width, inside);
    }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>True where a pixel belongs to the region, row-major, not copied.</summary>
    public bool[] Inside { get; }

    /// <summary>Number of pixels in the region.</summary>
    public int Area => Inside.Count(v => v);

    /// <summary>Whether row y, column x is inside.</summary>
    public bool this[int y, int x] => Inside[y * Width + x];
}
