using GanCmri.Formats.Tables;
using GanCmri.Imaging;
using GanCmri.Reports;
using GanCmri.Runtime;

namespace GanCmri.Studies.Guidance;

/// <summary>A what-if as picture and table.</summary>
public static class WhatIfFiles
{
    private const string Before = "#f0c800";
    private const string After = "#ff4040";

    /// <summary>Writes whatif.png (real crop, projection, changed; outlines before yellow, after red) and whatif.csv (asked and measured change).</summary>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public static void Write(string folder, WhatIf made)
    {
        AtomicFile.WriteBytes(Path.Combine(folder, "whatif.png"), PanelPicture.Png("SYNTHETIC: NOT A PREDICTION",
        [
            Panel("Real frame", made.Real, made.RealMeasures, new Contour(made.RealMeasures.Cavity, Before)),
            Panel("Projection (synthetic)", made.Before.Image, made.Before, new Contour(made.Before.Cavity, Before)),
            Panel("Changed (synthetic)", made.After.Image, made.After, new Contour(made.Before.Cavity, Before), new Contour(made.After.Cavity, After)),
        ]));
        new CsvTable<SteeredPhenotype>().Text("phenotype", p => p.Phenotype.Name)
            .Number("real", p => p.Phenotype.Measure(made.RealMeasures.Measures)).Number("before", p => p.Phenotype.Measure(made.Before.Measures))
            .Number("asked", p => made.Target[p]).Number("after", p => p.Phenotype.Measure(made.After.Measures))
            .Number("asked_change", p => made.Target[p] - p.Phenotype.Measure(made.Before.Measures))
            .Number("measured_change", p => p.Phenotype.Measure(made.After.Measures) - p.Phenotype.Measure(made.Before.Measures))
            .Text("note", _ => "synthetic: not a prediction")
            .Save(Path.Combine(folder, "whatif.csv"), SteeredPhenotype.All);
    }

    private static Panel Panel(string title, GrayImage image, MeasuredFrame frame, params Contour[] contours) =>
        new(title, $"LV area {Figures.Short(frame.Measures.AreaMm2)} mm², sphericity {Figures.Short(frame.Measures.SphericityIndex)}", image, contours);
}
