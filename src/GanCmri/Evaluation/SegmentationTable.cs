using System.Globalization;
using CsvHelper;
using GanCmri.Phenotypes;
using GanCmri.Runtime;

namespace GanCmri.Evaluation;

/// <summary>A segmentation report frame by frame, as CSV.</summary>
public static class SegmentationTable
{
    /// <summary>One row a frame.</summary>
    public static void Write(string path, SegmentationReport report) => AtomicFile.Write(path, stream =>
    {
        using var text = new StreamWriter(stream, leaveOpen: true);
        using var csv = new CsvWriter(text, CultureInfo.InvariantCulture);
        foreach (var header in (string[])["subject", "frame", "phase", "dice", "hausdorff_distance_px", PhenotypeRegistry.LvAreaPx.Name, "manual_" + PhenotypeRegistry.LvAreaPx, "epicardium_dice", "uncertainty", "flags"])
            csv.WriteField(header);
        csv.NextRecord();
        foreach (var f in report.Frames)
        {
            csv.WriteField(f.Frame.Subject);
            csv.WriteField(f.Frame.Name);
            csv.WriteField(f.Frame.Phase);
            foreach (var number in (double[])[f.Cavity.Dice, f.Cavity.HausdorffPx, f.AreaPx, f.Cavity.ReferenceAreaPx, f.Epicardium?.Dice ?? double.NaN, f.Uncertainty])
                csv.WriteField(double.IsNaN(number) ? "" : number.ToString("0.####", CultureInfo.InvariantCulture));
            csv.WriteField(PhenotypeTables.Text(f.Flags));
            csv.NextRecord();
        }
    });
}
