using GanCmri.Formats.Tables;
using GanCmri.Phenotypes;
using GanCmri.Reports.Plotting;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Reconstruction;

namespace GanCmri.Reports.Reconstruction;

/// <summary>Writes a comparison of projections: frames.csv, summary.csv and quality-time.png.</summary>
public static class ProjectionReport
{
    /// <summary>Writes all files.</summary>
    /// <param name="folder">Made if missing.</param>
    /// <param name="frames">The comparison.</param>
    public static void Write(string folder, IReadOnlyList<ProjectedFrame> frames)
    {
        Directory.CreateDirectory(folder);
        new TableWriter<ProjectedFrame>()
            .Text("method", f => f.Method.Name)
            .Count("steps", f => f.Method.Options.Steps)
            .Text("patient", f => f.Subject)
            .Text("series", f => f.Series)
            .Count("frame", f => f.Frame)
            .Number("mse", f => f.Quality.Mse)
            .Number("psnr_db", f => f.Quality.PsnrDb)
            .Number("ssim", f => f.Quality.Ssim)
            .Number("processor_seconds", f => f.Seconds)
            .Number(PhenotypeRegistry.LvArea.Name, f => f.AreaMm2)
            .Number(PhenotypeRegistry.LvArea + "_made", f => f.MadeAreaMm2)
            .Save(Path.Combine(folder, "frames.csv"), frames);
        var summary = ProjectionSummary.Of(frames);
        new TableWriter<ProjectionSummary>()
            .Text("method", s => s.Method.Name)
            .Count("steps", s => s.Method.Options.Steps)
            .Count("frames", s => s.Frames)
            .Count("patients", s => s.Mse.Units)
            .Number("mse", s => s.Mse.Estimate)
            .Number("mse_lower", s => s.Mse.Lower)
            .Number("mse_upper", s => s.Mse.Upper)
            .Number("ssim", s => s.Ssim.Estimate)
            .Number("ssim_lower", s => s.Ssim.Lower)
            .Number("ssim_upper", s => s.Ssim.Upper)
            .Number("processor_seconds_a_frame", s => s.Seconds)
            .Number("area_median_absolute_error_percent", s => s.AreaErrorPercent)
            .Count("n_area", s => s.Area.N)
            .Number("area_bias_mm2", s => s.Area.Bias)
            .Number("area_agreement_lower_mm2", s => s.Area.Lower)
            .Number("area_agreement_upper_mm2", s => s.Area.Upper)
            .Number("r", s => s.AreaCorrelation.Estimate)
            .Number("r_lower", s => s.AreaCorrelation.Lower)
            .Number("r_upper", s => s.AreaCorrelation.Upper)
            .Save(Path.Combine(folder, "summary.csv"), summary);
        var curves = summary
            .GroupBy(s => s.Method.Name)
            .Select(g => new Curve(g.Key, [.. g.Select(s => s.Seconds)], [.. g.Select(s => s.Mse.Estimate)]))
            .ToArray();
        AtomicFile.WriteBytes(
            Path.Combine(folder, "quality-time.png"),
            Plots.Tradeoff(curves, "Processor seconds a frame", "MSE on the scale of [-1, 1]").Bytes
        );
    }
}
