using GanCmri.Imaging.Hearts;

namespace GanCmri.Imaging.Store;

/// <summary>A series as a frame store takes it.</summary>
/// <param name="Series">The series.</param>
/// <param name="Frames">One a frame, [Resolution x Resolution] in [-1, 1]; empty where it is left out.</param>
/// <param name="PixelMm">The size of one of their pixels; null where the source does not tell its own.</param>
/// <param name="AreaScale">How many of their pixels one pixel of the source covers.</param>
/// <param name="LeftOut">Why it cannot be used; "" if it can.</param>
/// <param name="Doubt">Why it should be looked at; "" if nothing is odd.</param>
internal sealed record CutSeries(
    CineSeries Series,
    IReadOnlyList<GrayImage> Frames,
    double? PixelMm,
    double AreaScale,
    string LeftOut,
    string Doubt
)
{
    private const double WeakEvidence = 0.5,
        LeastInside = 0.75;

    /// <summary>Cuts the series of a stack around the heart, or takes them as they are.</summary>
    public static IEnumerable<CutSeries> Of(CineStack stack, DatasetOptions options) =>
        options.AsIs
            ? stack.Series.Select(s => AsIs(s, stack.Kind, options.Crop.Resolution))
            : HeartLocator.Locate(stack.Series, options.Crop).Select(l => Around(l, options));

    private static CutSeries Around(LocatedSeries located, DatasetOptions options)
    {
        var (series, crop) = (located.Series, options.Crop);
        if (series.Doubts.Contains(CineDoubts.FramesDiffer))
            return Out(series, "frames that do not resemble each other, so hardly one cine");
        if (located.Centre is not { } centre)
            return Out(series, "no motion and no mask to find the heart by");
        if (located.Evidence < options.LeastEvidence)
            return Out(series, "no round, beating cavity (beyond apex or base)");
        if (crop.Frames(series, centre) is not { } frames)
            return Out(series, "empty pictures");
        var doubt =
            located.Evidence < WeakEvidence ? "weak evidence of a left ventricle"
            : Inside(series, crop, centre) < LeastInside ? "the crop reaches far beyond the picture"
            : "";
        return new CutSeries(
            series,
            frames,
            series.Spacing is null ? null : crop.PixelMm,
            crop.AreaScale(crop.SpacingOf(series)),
            "",
            doubt
        );
    }

    /// <summary>Pictures of 8 bits keep their values (stored byte = value); deeper ones and other sources are scaled by their
    /// series.</summary>
    private static CutSeries AsIs(CineSeries series, string kind, int side)
    {
        var first = series.Frames[0].Image;
        if (first.Height != first.Width)
            return Out(series, "pictures that are not square, so no crops to be taken as they are");
        var scale =
            kind.StartsWith("pictures", StringComparison.Ordinal) ? IntensityScale.OfPictures(series.Frames.Select(f => f.Image))
            : kind == "frame store" ? new IntensityScale(-1, 1)
            : IntensityScale.Of(series.Frames.Select(f => f.Image));
        if (scale is null)
            return Out(series, "empty pictures");
        var frames = series.Frames.Select(f =>
            scale.Apply(first.Height == side ? f.Image : AreaResampling.Cut(f.Image, 0, 0, first.Height, first.Width, side, side))
        );
        return new CutSeries(
            series,
            [.. frames],
            series.Spacing?.RowMm * first.Height / side,
            (double)side * side / first.Pixels.Length,
            "",
            ""
        );
    }

    private static CutSeries Out(CineSeries series, string why) => new(series, [], null, 1, why, "");

    /// <summary>The share of the square that lies in the picture.</summary>
    private static double Inside(CineSeries series, HeartCrop crop, HeartCentre centre)
    {
        var (image, spacing) = (series.Frames[0].Image, crop.SpacingOf(series));
        return Share(centre.Row, crop.FieldMm / spacing.RowMm, image.Height)
            * Share(centre.Column, crop.FieldMm / spacing.ColumnMm, image.Width);

        static double Share(double middle, double length, int pixels) =>
            Math.Max(0, Math.Min(pixels, middle + 0.5 + length / 2) - Math.Max(0, middle + 0.5 - length / 2)) / length;
    }
}
