using GanCmri.Phenotypes;

namespace GanCmri.Studies;

/// <summary>A quantity measured in every frame that a study guides or reports.</summary>
/// <param name="Name">As tables and plots call it.</param>
/// <param name="Unit">Its unit; empty for ratios.</param>
/// <param name="Measure">Its value in a measured frame; NaN where no cavity was found.</param>
public sealed record Phenotype(string Name, string Unit, Func<LvMeasures, double> Measure)
{
    /// <summary>Cross-sectional area of the left-ventricular cavity, mm².</summary>
    public static Phenotype LvArea { get; } = new("LV area", "mm²", m => m.AreaMm2);

    /// <summary>Minor over major axis of the cavity's ellipse, 0 to 1 (1 is a circle).</summary>
    public static Phenotype Sphericity { get; } = new("LV sphericity index", "", m => m.SphericityIndex);

    /// <summary>Mean thickness of the left-ventricular wall, mm; NaN where the epicardium was not outlined.</summary>
    public static Phenotype WallThickness { get; } = new("LV wall thickness", "mm", m => m.WallThicknessMm);

    /// <summary>The phenotype of a direction file's column; one that no frame is measured for gets NaN, and shows only in what it does to others.</summary>
    public static Phenotype OfColumn(string column) => column switch
    {
        PhenotypeTables.LvAreaMm2 or PhenotypeTables.LvAreaPx => LvArea,
        PhenotypeTables.SphericityIndex => Sphericity,
        PhenotypeTables.WallThicknessMm => WallThickness,
        _ => new Phenotype(column, "", _ => double.NaN),
    };

    /// <summary>Those that the published method guides.</summary>
    public static IReadOnlyList<Phenotype> Published { get; } = [LvArea, Sphericity];

    /// <summary>Those that a verification of guidance looks at, whatever is guided.</summary>
    public static IReadOnlyList<Phenotype> Verified { get; } = [LvArea, Sphericity, WallThickness];

    /// <summary>Name, place and unit, e.g. "LV area at end-diastole (mm²)".</summary>
    public string HeadAt(string place) => (this with { Name = Name + " " + place }).Head;

    /// <summary>Name and unit, e.g. "LV area (mm²)".</summary>
    public string Head => Unit.Length == 0 ? Name : $"{Name} ({Unit})";
}
