using GanCmri.Imaging;
using GanCmri.Networks;

namespace GanCmri.Studies;

/// <summary>How large the pixels of made images are.</summary>
internal static class MadePixels
{
    /// <summary>The size of a pixel.</summary>
    /// <param name="generator">Makes the images.</param>
    /// <param name="fieldMm">Side of an image, mm.</param>
    public static PixelSpacing Spacing(this StyleGan2Generator generator, double fieldMm)
    {
        var side = fieldMm / generator.Options.Resolution;
        return new PixelSpacing(side, side);
    }
}
