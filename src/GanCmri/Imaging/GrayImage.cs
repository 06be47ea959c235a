namespace GanCmri.Imaging;

/// <summary>One grey image: <see cref="Height"/> rows of <see cref="Width"/> values, row by row. The unit is the owner's: scanner counts,
/// or [-1, 1].</summary>
public sealed class GrayImage
{
    /// <summary>Wraps pixels without copying them.</summary>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="pixels">height * width values, row-major.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public GrayImage(int height, int width, float[] pixels)
    {
        if (height < 1 || width < 1 || pixels.Length != height * width)
            throw new ArgumentException($"expected {height} x {width} pixels, found {pixels.Length}", nameof(pixels));
        (Height, Width, Pixels) = (height, width, pixels);
    }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>The values, row-major, not copied.</summary>
    public float[] Pixels { get; }

    /// <summary>Whether all values are the same.</summary>
    internal bool IsUniform => !Pixels.AsSpan().ContainsAnyExcept(Pixels[0]);

    /// <summary>The value at row y, column x.</summary>
    public float this[int y, int x] => Pixels[y * Width + x];
}
