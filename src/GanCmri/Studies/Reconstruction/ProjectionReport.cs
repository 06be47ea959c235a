using GanCmri.Formats.Tables;
using GanCmri.Reports;
using GanCmri.Runtime;

namespace GanCmri.Studies.Reconstruction;

/// <summary>Writes a comparison of projections: frames.csv, summary.csv and quality-time.png.</summary>
public static class ProjectionReport
{
    /// <summary>Writes all files.</summary>
    /// <param name="folder">Made if missing.</param>
    /// <param name="frames">The comparison.</param>
    public static void Write(string folder, IReadOnlyList<ProjectedFrame> frames)
    {
        Directory.CreateDirectory(folder);
        new CsvTable<ProjectedFrame>()
            .Text("method", f => f.Method.Name).Count("steps", f => f.Method.Options.Steps).Text("patient", f => f.Subject).Text("series", f => f.Series).Count("frame", f => f.Frame)
            .Number("MSE", f => f.Quality.Mse).Number("PSNR (dB)", f => f.Quality.PsnrDb).Number("SSIM", f => f.Quality.Ssim).Number("processor seconds", f => f.Seconds)
            .Number("LV area (mm2)", f => f.AreaMm2).Number("LV area of the reconstruction (mm2)", f => f.MadeAreaMm2)
            .Save(Path.Combine(folder, "frames.csv"), frames);
        var summary = ProjectionSummary.Of(frames);
        new CsvTable<ProjectionSummary>()
            .Text("method", s => s.Method.Name).Count("steps", s => s.Method.Options.Steps).Count("frames", s => s.Frames).Count("patients", s => s.Mse.Units)
            .Number("MSE", s => s.Mse.Estimate).Number("MSE lower", s => s.Mse.Lower).Number("MSE upper", s => s.Mse.Upper)
            .Number("SSIM", s => s.Ssim.Estimate).Number("SSIM lower", s => s.Ssim.Lower).Number("SSIM upper", s => s.Ssim.Upper).Number("processor seconds a frame", s => s.Seconds)
            .Number("LV area median absolute error (%)", s => s.AreaErrorPercent).Count("n LV area", s => s.Area.N)
            .Number("LV area bias (mm2)", s => s.Area.Bias).Number("lower limit of agreement (mm2)", s => s.Area.Lower).Number("upper limit of agreement (mm2)", s => s.Area.Upper)
            .Number("r", s => s.AreaCorrelation.Estimate).Number("r lower", s => s.AreaCorrelation.Lower).Number("r upper", s => s.AreaCorrelation.Upper)
            .Save(Path.Combine(folder, "summary.csv"), summary);
        var curves = summary.GroupBy(s => s.Method.Name).Select(g => new Curve(g.Key, [.. g.Select(s => s.Seconds)], [.. g.Select(s => s.Mse.Estimate)])).ToArray();
        AtomicFile.WriteBytes(Path.Combine(folder, "quality-time.png"), Plots.Tradeoff(curves, "Processor seconds a frame", "MSE on the scale of [-1, 1]").Bytes);
    }
}
