using GanCmri.Formats.Tables;
using GanCmri.Imaging.Pictures;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Guidance;

namespace GanCmri.Reports.Guidance;

/// <summary>A what-if as picture and table.</summary>
internal static class WhatIfFiles
{
    private const string Start = "#f0c800";
    private const string Changed = "#ff4040";

    /// <summary>Writes whatif.png (real, reconstruction, guided; outlines before guidance yellow, after it red) and whatif.csv (slice,
    /// reconstruction's error, asked and measured change).</summary>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public static void Write(string folder, WhatIf made)
    {
        var error = made.Error;
        AtomicFile.WriteBytes(
            Path.Combine(folder, "whatif.png"),
            PanelPicture.Png(
                "SYNTHETIC: NOT A PREDICTION",
                [
                    Panel(
                        "Real",
                        made.Real,
                        [FormattableString.Invariant($"slice {made.Slice.Series.Slice}, frame {made.Frame} (from 0)")],
                        new Contour(made.Real.Cavity, Start)
                    ),
                    Panel(
                        "Reconstruction (synthetic)",
                        made.Reconstruction,
                        [
                            .. SteeredPhenotype.All.Select(p => Error(error, p)),
                            $"SSIM {Figures.Short(error.Ssim)}, MSE {Figures.Short(error.Mse)}",
                        ],
                        new Contour(made.Reconstruction.Cavity, Start)
                    ),
                    Panel(
                        "Guided (synthetic)",
                        made.Guided,
                        [.. SteeredPhenotype.All.Select(p => Change(made, p)), "outline: reconstruction yellow, guided red"],
                        new Contour(made.Reconstruction.Cavity, Start),
                        new Contour(made.Guided.Cavity, Changed)
                    ),
                ]
            )
        );
        new TableWriter<SteeredPhenotype>()
            .Text("phenotype", p => p.Phenotype.Name)
            .Count("slice", _ => made.Slice.Series.Slice)
            .Text("slice_choice", _ => made.Slice.Reason)
            .Count("frame", _ => made.Frame)
            .Number("real", p => error.Real[p.Phenotype.Name])
            .Number("reconstruction", p => error.Reconstruction[p.Phenotype.Name])
            .Number("reconstruction_error", p => error.Of(p.Phenotype))
            .Number("reconstruction_error_percent", p => error.PercentOf(p.Phenotype))
            .Number("asked", p => made.Target[p])
            .Number("guided", p => Of(p.Phenotype, made.Guided))
            .Number("asked_change", p => made.Target[p] - error.Reconstruction[p.Phenotype.Name])
            .Number("measured_change", p => Of(p.Phenotype, made.Guided) - error.Reconstruction[p.Phenotype.Name])
            .Number("mse", _ => error.Mse)
            .Number("psnr_db", _ => error.PsnrDb)
            .Number("ssim", _ => error.Ssim)
            .Text("note", _ => made.Slice.Guess is { } guess ? $"synthetic: not a prediction; {guess}" : "synthetic: not a prediction")
            .Save(Path.Combine(folder, "whatif.csv"), SteeredPhenotype.All);
    }

    private static double Of(FramePhenotype phenotype, MeasuredFrame frame) => phenotype.Measure(frame.Measures);

    private static string Error(ReconstructionError error, SteeredPhenotype p) =>
        $"{p.Phenotype.Label} error {Figures.Signed(error.Of(p.Phenotype))} {p.Phenotype.Unit} "
        + $"({Figures.Signed(error.PercentOf(p.Phenotype))} %)";

    private static string Change(WhatIf made, SteeredPhenotype p)
    {
        var start = made.Error.Reconstruction[p.Phenotype.Name];
        return $"{p.Phenotype.Label} asked {Figures.Signed(made.Target[p] - start)}, got "
            + $"{Figures.Signed(Of(p.Phenotype, made.Guided) - start)} {p.Phenotype.Unit}";
    }

    private static Panel Panel(string title, MeasuredFrame frame, string[] notes, params Contour[] contours) =>
        new(
            title,
            string.Join(
                '\n',
                [
                    $"LV area {Figures.Short(frame.Measures.AreaMm2)} mm², sphericity {Figures.Short(frame.Measures.SphericityIndex)}",
                    .. notes,
                ]
            ),
            frame.Image,
            contours
        );
}
