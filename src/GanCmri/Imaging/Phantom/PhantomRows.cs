using CsvHelper.Configuration.Attributes;

namespace GanCmri.Imaging.Phantom;

/// <summary>A line of a phantom folder's frames.csv.</summary>
internal sealed record PhantomFrameRow(
    [property: Name("patient")] string Patient,
    [property: Name("pathology")] string Pathology,
    [property: Name("slice")] int Slice,
    [property: Name("instance")] int Instance,
    [property: Name("phase")] string Phase,
    [property: Name("lv_area_px")] double LvAreaPx,
    [property: Name("image")] string Image,
    [property: Name("lv_mask")] string LvMask,
    [property: Name("time_ms")] double TimeMs,
    [property: Name("pixel_mm")] double PixelMm,
    [property: Name("lv_area_mm2")] double LvAreaMm2,
    [property: Name("sphericity_index")] double SphericityIndex,
    [property: Name("wall_thickness_mm")] double WallThicknessMm,
    [property: Name("centre_row_px")] double CentreRowPx,
    [property: Name("centre_column_px")] double CentreColumnPx
)
{
    public static PhantomFrameRow Of(PhantomCine cine, int frame)
    {
        var (series, truth) = (cine.Series, cine.Truth.Frames[frame]);
        var picture = series.Frames[frame];
        return new PhantomFrameRow(
            series.Subject,
            series.Pathology,
            series.Slice,
            frame,
            picture.Phase,
            Math.Round(truth.LvAreaPx, 3),
            $"images/{picture.Name}.png",
            $"lv-masks/{picture.Name}.png",
            Math.Round(picture.TimeMs, 3),
            series.Spacing!.RowMm,
            Math.Round(truth.LvAreaMm2, 3),
            Math.Round(truth.SphericityIndex, 6),
            Math.Round(truth.WallThicknessMm, 4),
            Math.Round(truth.Centre.Row, 4),
            Math.Round(truth.Centre.Column, 4)
        );
    }
}

/// <summary>A line of a phantom folder's subjects.csv.</summary>
internal sealed record SubjectRow(
    [property: Name("patient")] string Patient,
    [property: Name("age_years")] double AgeYears,
    [property: Name("is_male")] int IsMale,
    [property: Name("is_case")] int IsCase,
    [property: Name("lv_area_ed_mm2")] double LvAreaEdMm2,
    [property: Name("fac")] double Fac,
    [property: Name("sphericity_index_ed")] double SphericityIndexEd,
    [property: Name("wall_thickness_ed_mm")] double WallThicknessEdMm,
    [property: Name("heart_rate_bpm")] double HeartRateBpm
)
{
    public static SubjectRow Of(PhantomSubject subject)
    {
        var (who, what) = (subject.Covariates, subject.Phenotypes);
        return new SubjectRow(
            subject.Name,
            Math.Round(who.AgeYears, 2),
            who.IsMale ? 1 : 0,
            who.IsCase ? 1 : 0,
            Math.Round(what.LvAreaMm2, 3),
            Math.Round(what.FractionalAreaChange, 6),
            Math.Round(what.SphericityIndex, 6),
            Math.Round(what.WallThicknessMm, 4),
            Math.Round(what.HeartRatePerMinute, 3)
        );
    }
}
