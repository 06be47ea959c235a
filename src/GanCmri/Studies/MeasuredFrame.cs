using GanCmri.Imaging;
using GanCmri.Phenotypes;

namespace GanCmri.Studies;

/// <summary>A synthetic frame and what was measured in it.</summary>
/// <param name="Image">The image, [-1, 1].</param>
/// <param name="Cavity">The outlined cavity; empty where none was found.</param>
/// <param name="Measures">What was measured.</param>
internal sealed record MeasuredFrame(GrayImage Image, Mask Cavity, LvMeasures Measures)
{
    /// <summary>A frame whose cavity somebody drew.</summary>
    /// <param name="image">The image, [-1, 1].</param>
    /// <param name="shares">How much of each pixel is cavity, 0 to 1.</param>
    /// <param name="pixelMm">Side of a pixel, mm.</param>
    public static MeasuredFrame OfDrawn(GrayImage image, GrayImage shares, double pixelMm)
    {
        var cavity = new Mask(shares.Height, shares.Width, Array.ConvertAll(shares.Pixels, v => v >= 0.5f));
        var outline = new Segmentation(cavity, shares, null, 0, QualityFlags.None);
        return new MeasuredFrame(image, cavity, LvMeasures.Of(image, outline, new PixelSpacing(pixelMm, pixelMm)));
    }
}
