namespace GanCmri.Imaging.Phantom;

/// <summary>The picture a phantom is drawn into.</summary>
/// <param name="Size">Rows and columns.</param>
/// <param name="PixelMm">Side of a pixel, mm.</param>
public sealed record PhantomField(int Size, double PixelMm)
{
    /// <summary>The heart in 64 x 64 pixels of 2.74 mm.</summary>
    public static PhantomField Crop64 { get; } = new(64, 2.74);

    /// <summary>The heart in 128 x 128 pixels of 1.37 mm.</summary>
    public static PhantomField Crop128 { get; } = new(128, 1.37);

    /// <summary>The whole chest in 256 x 256 pixels of 1.37 mm.</summary>
    public static PhantomField Full256 { get; } = new(256, 1.37);
}
