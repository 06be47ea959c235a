namespace GanCmri.Phenotypes;

/// <summary>
/// All phenotypes, and the only place that spells their names. A new one is one line here (and the code that measures it): tables, ML.NET
/// columns, reports and look-ups follow. A name is words of a-z and digits, each beginning with a letter, and ends with its unit.
/// </summary>
public static class PhenotypeRegistry
{
    /// <summary>Cross-sectional area of the left-ventricular cavity.</summary>
    public static FramePhenotype LvArea { get; } =
        new("lv_area_mm2", "LV area", "mm²", 1, 10_000, m => m.AreaMm2, "area of the LV cavity") { Aliases = ["lv_area"] };

    /// <summary>The same in pixels, where their size is unknown.</summary>
    public static FramePhenotype LvAreaPx { get; } = new("lv_area_px", "LV area", "px", 1, 1e6, m => m.AreaPx, "area of the LV cavity");

    /// <summary>Minor over major axis of the cavity's ellipse; 1 is a circle.</summary>
    public static FramePhenotype Sphericity { get; } =
        new("sphericity_index", "LV sphericity index", "", .3, 1, m => m.SphericityIndex, "short by long axis of the cavity")
        {
            Aliases = ["sphericity", "lv_sphericity", "lv_sphericity_index"],
        };

    /// <summary>Mean thickness of the left-ventricular wall.</summary>
    public static FramePhenotype WallThickness { get; } =
        new("wall_thickness_mm", "LV wall thickness", "mm", 1, 40, m => m.WallThicknessMm, "mean wall thickness")
        {
            Aliases = ["wall_thickness", "lv_wall_thickness", "lv_wall_thickness_mm"],
        };

    /// <summary>Area of the left ventricle's wall.</summary>
    public static FramePhenotype MyocardiumArea { get; } =
        new("lv_myocardium_area_mm2", "LV myocardium area", "mm²", 1, 10_000, m => m.MyocardiumAreaMm2, "area of the LV myocardium");

    /// <summary>Area of the right ventricle's cavity.</summary>
    public static FramePhenotype RvArea { get; } =
        new("rv_area_mm2", "RV area", "mm²", 0, 10_000, m => m.RightAreaMm2, "area of the RV cavity");

    /// <summary>Where the cavity is along the row.</summary>
    public static FramePhenotype CentreX { get; } =
        new("centre_x_px", "LV centre, x", "px", 0, 10_000, m => m.CentreX, "centre of the cavity along the row");

    /// <summary>Where it is down the column.</summary>
    public static FramePhenotype CentreY { get; } =
        new("centre_y_px", "LV centre, y", "px", 0, 10_000, m => m.CentreY, "centre of the cavity down the column");

    /// <summary>How bright the cavity is.</summary>
    public static FramePhenotype CavityIntensity { get; } =
        new("cavity_intensity", "Cavity intensity", "image unit", -1e6, 1e6, m => m.CavityIntensity, "mean intensity of the cavity");

    /// <summary>How bright the wall is.</summary>
    public static FramePhenotype MyocardialIntensity { get; } =
        new(
            "myocardial_intensity",
            "Myocardial intensity",
            "image unit",
            -1e6,
            1e6,
            m => m.MyocardialIntensity,
            "mean intensity of the myocardium"
        );

    /// <summary>How far an outline is to be doubted.</summary>
    public static FramePhenotype Uncertainty { get; } =
        new("uncertainty", "Uncertainty", "", 0, 1, m => m.Uncertainty, "one minus the Dice coefficient to expect of the outline");

    /// <summary>Fractional area change of a cine.</summary>
    public static CinePhenotype LvFac { get; } =
        new("lv_fac_percent", "LVFAC", "%", 0, 90, m => m.FacPercent, "fractional area change, (LVEDA - LVESA) / LVEDA")
        {
            Aliases = ["LVFAC", "FAC (%)"],
        };

    /// <summary>Largest cavity area of a cine.</summary>
    public static CinePhenotype LvEda { get; } =
        new("lv_eda_mm2", "LVEDA", "mm²", 1, 10_000, m => m.EdaMm2, "LV area at end-diastole, the largest") { Aliases = ["LVEDA"] };

    /// <summary>Smallest cavity area of a cine.</summary>
    public static CinePhenotype LvEsa { get; } =
        new("lv_esa_mm2", "LVESA", "mm²", 1, 10_000, m => m.EsaMm2, "LV area at end-systole, the smallest") { Aliases = ["LVESA"] };

    /// <summary>Phenotypes of a frame, in the order of tables.</summary>
    public static IReadOnlyList<FramePhenotype> Frame { get; } =
    [
        LvAreaPx,
        LvArea,
        Sphericity,
        new("major_axis_px", "LV long axis", "px", 1, 1000, m => m.MajorAxisPx, "long axis of the cavity"),
        new("minor_axis_px", "LV short axis", "px", 1, 1000, m => m.MinorAxisPx, "short axis of the cavity"),
        new("major_axis_mm", "LV long axis", "mm", 1, 150, m => m.MajorAxisMm, "long axis of the cavity"),
        new("minor_axis_mm", "LV short axis", "mm", 1, 150, m => m.MinorAxisMm, "short axis of the cavity"),
        CentreX,
        CentreY,
        new("eccentricity", "LV eccentricity", "", 0, 1, m => m.Eccentricity, "0 is a circle"),
        CavityIntensity,
        MyocardialIntensity,
        WallThickness,
        MyocardiumArea,
        RvArea,
        Uncertainty,
    ];

    /// <summary>Phenotypes of a cine, in the order of tables.</summary>
    public static IReadOnlyList<CinePhenotype> Cine { get; } =
    [
        new("lv_eda_px", "LVEDA", "px", 1, 1e6, m => m.EdaPx, "LV area at end-diastole, the largest"),
        new("lv_esa_px", "LVESA", "px", 1, 1e6, m => m.EsaPx, "LV area at end-systole, the smallest"),
        LvEda,
        LvEsa,
        LvFac,
        new("time_to_es_ms", "Time to end-systole", "ms", 100, 700, m => m.TimeToEsMs, "from the R wave to end-systole"),
        new(
            "peak_emptying_rate_mm2_per_s",
            "Peak emptying rate",
            "mm²/s",
            0,
            50_000,
            m => m.PeakEmptyingMm2PerS,
            "fastest fall of the LV area"
        ),
        new(
            "peak_filling_rate_mm2_per_s",
            "Peak filling rate",
            "mm²/s",
            0,
            50_000,
            m => m.PeakFillingMm2PerS,
            "fastest rise of the LV area"
        ),
    ];

    /// <summary>Phenotypes of a subject, in the order of tables; aliases are the names of UK Biobank's tables.</summary>
    public static IReadOnlyList<SubjectPhenotype> Subject { get; } =
    [
        new("lv_edv_ml", "LVEDV", "ml", 10, 700, m => m.EdvMl, "LV end-diastolic volume") { Aliases = ["LVEDV"] },
        new("lv_esv_ml", "LVESV", "ml", 1, 600, m => m.EsvMl, "LV end-systolic volume") { Aliases = ["LVESV"] },
        new("lv_sv_ml", "LVSV", "ml", 1, 300, m => m.StrokeVolumeMl, "LV stroke volume") { Aliases = ["LVSV"] },
        new("lv_ef_percent", "LVEF", "%", 1, 95, m => m.EfPercent, "LV ejection fraction") { Aliases = ["LVEF"] },
        new("lv_mass_g", "LVM", "g", 10, 600, m => m.MassG, "mass of the LV myocardium") { Aliases = ["LVM", "LVM (g)"] },
        new("rv_edv_ml", "RVEDV", "ml", 10, 700, m => m.RightEdvMl, "RV end-diastolic volume") { Aliases = ["RVEDV"] },
        new("rv_esv_ml", "RVESV", "ml", 1, 600, m => m.RightEsvMl, "RV end-systolic volume") { Aliases = ["RVESV"] },
        new("rv_sv_ml", "RVSV", "ml", 1, 300, m => m.RightStrokeVolumeMl, "RV stroke volume") { Aliases = ["RVSV"] },
        new("rv_ef_percent", "RVEF", "%", 1, 95, m => m.RightEfPercent, "RV ejection fraction") { Aliases = ["RVEF"] },
        new("lv_co_l_per_min", "LVCO", "l/min", .5, 20, m => m.CardiacOutputLPerMin, "LV cardiac output, where the heart rate is given")
        {
            Aliases = ["LVCO"],
        },
        new("bsa_m2", "BSA", "m²", .1, 4, m => m.Body.SurfaceM2, "body surface, where height and weight are given (Mosteller 1987)")
        {
            Aliases = ["BSA"],
        },
        Indexed("lv_edv", "LVEDV", "ml", 5, 350, m => m.EdvMl),
        Indexed("lv_esv", "LVESV", "ml", 1, 300, m => m.EsvMl),
        Indexed("lv_sv", "LVSV", "ml", 1, 150, m => m.StrokeVolumeMl),
        Indexed("lv_mass", "LVM", "g", 5, 300, m => m.MassG),
        Indexed("rv_edv", "RVEDV", "ml", 5, 350, m => m.RightEdvMl),
        Indexed("rv_esv", "RVESV", "ml", 1, 300, m => m.RightEsvMl),
        Indexed("lv_co", "LVCO", "l_per_min", .3, 10, m => m.CardiacOutputLPerMin),
    ];

    /// <summary>The left ventricle's volumes and ejection fraction.</summary>
    internal static IReadOnlyList<SubjectPhenotype> LvVolumes { get; } = [.. Subject.Take(4)];

    /// <summary>What labels of both ventricles and the myocardium tell: volumes, ejection fractions and mass.</summary>
    internal static IReadOnlyList<SubjectPhenotype> Outlined { get; } = [.. Subject.Take(9)];

    /// <summary>The same without stroke volumes, which follow from the others.</summary>
    internal static IReadOnlyList<SubjectPhenotype> Independent { get; } = [.. Outlined.Where(p => p.Label is not ("LVSV" or "RVSV"))];

    /// <summary>Every phenotype.</summary>
    public static IReadOnlyList<Phenotype> All { get; } = [.. Frame, .. Cine, .. Subject];

    /// <summary>Those that say how a cine contracts.</summary>
    public static IReadOnlyList<CinePhenotype> Contraction { get; } = [LvEda, LvEsa, LvFac];

    /// <summary>Those that the published method guides.</summary>
    public static IReadOnlyList<FramePhenotype> Published { get; } = [LvArea, Sphericity];

    /// <summary>
    /// Those that a verification of guidance measures, whatever is guided: all of a frame, but none twice in two units, none that follows
    /// from others (axes follow from area and index), and not the uncertainty.
    /// </summary>
    public static IReadOnlyList<FramePhenotype> Verified { get; } =
    [LvArea, Sphericity, WallThickness, MyocardiumArea, RvArea, CentreX, CentreY, CavityIntensity, MyocardialIntensity];

    // A phenotype of a subject over its body surface.
    private static SubjectPhenotype Indexed(
        string stem,
        string label,
        string unit,
        double least,
        double most,
        Func<StackMeasures, double> measure
    ) =>
        new(
            $"{stem}_index_{unit}_per_m2",
            label + "i",
            unit.Replace("_per_", "/", StringComparison.Ordinal) + "/m²",
            least,
            most,
            m => measure(m) / m.Body.SurfaceM2,
            $"{label} over body surface"
        )
        {
            Aliases = [label + "i"],
        };
}
