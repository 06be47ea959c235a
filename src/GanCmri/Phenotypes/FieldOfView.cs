using GanCmri.Imaging;

namespace GanCmri.Phenotypes;

/// <summary>How a frame is brought to the pixel size that the networks know.</summary>
/// <param name="StepX">Frame px a working px.</param>
/// <param name="StepY">Frame px a working px.</param>
/// <param name="IsHeartCrop">Whether the frame shows the heart only, so that nothing need be found.</param>
internal readonly record struct FieldOfView(double StepX, double StepY, bool IsHeartCrop)
{
    /// <summary>The pixel size of the training frames (1.25 to 1.41 mm): 350 mm in 256 px.</summary>
    public const double WorkingPixelMm = 350.0 / 256;

    /// <summary>A heart crop's side: 128 px of 1.37 mm.</summary>
    public const int HeartSide = 128;

    // Within a sixth of the working size pixels are taken as they are: resampling would cost more than it gives.
    private const double Tolerance = 1.18;

    // A heart crop is 175 mm wide. What is told to be wider shows more than the heart, children's chests from 190 mm on; where no pixel
    // size is told, pictures up to 160 px are taken for one.
    private const double LargestHeartCrop = 1.02 * HeartSide,
        LargestUntold = 1.25 * HeartSide;

    /// <summary>Decides by the pixel size: up to 178 mm is a heart crop, more a field in which the heart is to be found. Where it is
    /// unknown, by the number of pixels: up to 160 is a heart crop of 175 mm, more is a whole field of 350 mm.</summary>
    public static FieldOfView Of(GrayImage frame, PixelSpacing? spacing)
    {
        var side = Math.Max(frame.Height, frame.Width);
        var assumed = side <= LargestUntold ? Snap(side / (double)HeartSide) : Snap(side / (double)CavityLocator.FieldSide);
        var (x, y) = spacing is null ? (assumed, assumed) : (Snap(WorkingPixelMm / spacing.ColumnMm), Snap(WorkingPixelMm / spacing.RowMm));
        var isCrop = spacing is null
            ? side <= LargestUntold
            : Math.Max(frame.Width * spacing.ColumnMm, frame.Height * spacing.RowMm) <= LargestHeartCrop * WorkingPixelMm;
        return new FieldOfView(x, y, isCrop);
    }

    private static double Snap(double step) => step is > 1 / Tolerance and < Tolerance ? 1 : step;
}
