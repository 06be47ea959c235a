namespace GanCmri.Imaging;

/// <summary>Which sizes of a pixel a picture of the heart can have: one rule, whoever tells the size.</summary>
internal static class PlausiblePixels
{
    // Scanners show at most 500 mm; sizes are rounded, and pictures get borders.
    private const double SmallestFieldMm = 50,
        LargestFieldMm = 600;

    // Cines have 0.5 to 3 mm; smaller ones come from enlarged pictures, which still show a heart.
    private const double UsualFromMm = 0.3;

    /// <summary>What <see cref="Are"/> holds of, in words.</summary>
    public const string Expected = "a pixel size by which the picture shows 50 to 600 mm (a crop of pixels from 0.3 mm: less)";

    /// <summary>Whether a heart fits into a whole picture, and a scanner shows as much: 50 to 600 mm.</summary>
    /// <param name="fieldMm">Its longer side, mm.</param>
    public static bool ShowAHeart(double fieldMm) => fieldMm is >= SmallestFieldMm and <= LargestFieldMm;

    /// <summary>Whether a size can be right: it shows a heart, or the picture is a crop, of pixels from 0.3 mm, that shows less.</summary>
    /// <param name="spacing">The size.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="width">Columns of the picture.</param>
    public static bool Are(PixelSpacing spacing, int height, int width)
    {
        var field = Math.Max(spacing.RowMm * height, spacing.ColumnMm * width);
        var side = Math.Min(spacing.RowMm, spacing.ColumnMm);
        return side > 0 && (ShowAHeart(field) || side >= UsualFromMm && field <= LargestFieldMm);
    }
}
