namespace GanCmri.Networks.Fused;

/// <summary>Feature maps [Count, Side, Side, Stride] in memory: the channels of a pixel lie beside each other, padded to
/// <see cref="Stride"/>.</summary>
/// <param name="At">The first number.</param>
/// <param name="Count">Images.</param>
/// <param name="Side">Height and width in pixels.</param>
/// <param name="Stride">Numbers a pixel, a multiple of 32.</param>
internal readonly unsafe record struct Maps(nint At, int Count, int Side, int Stride)
{
    /// <summary>Numbers of all images.</summary>
    public long Length => (long)Count * Side * Side * Stride;

    /// <summary>The channels of a pixel.</summary>
    public float* Pixel(int image, int row, int column) => (float*)At + (((long)image * Side + row) * Side + column) * Stride;

    /// <summary>The same, or zeros where there is no such pixel.</summary>
    public float* PixelOr(float* zeros, int image, int row, int column) =>
        (uint)row < (uint)Side && (uint)column < (uint)Side ? Pixel(image, row, column) : zeros;
}
