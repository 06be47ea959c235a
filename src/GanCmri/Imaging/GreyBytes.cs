namespace GanCmri.Imaging;

/// <summary>Images as stores keep them and pages draw them.</summary>
internal static class GreyBytes
{
    /// <summary>[-1, 1] to 0 to 255, a byte a pixel.</summary>
    public static byte[] Of(GrayImage image) => Array.ConvertAll(image.Pixels, Of);

    /// <summary>The same of one pixel.</summary>
    public static byte Of(float value) => (byte)Math.Clamp(MathF.Round((value + 1) * 127.5f), 0, 255);
}
