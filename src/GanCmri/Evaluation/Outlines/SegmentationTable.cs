using System.Globalization;
using CsvHelper;
using GanCmri.Phenotypes;
using GanCmri.Runtime;

namespace GanCmri.Evaluation.Outlines;

/// <summary>A segmentation report, one row a structure of a frame, as CSV.</summary>
public static class SegmentationTable
{
    private static readonly string[] Headers =
        ["source", "subject", "frame", "slice", "phase", "structure", "dice", "hausdorff95_px", "area_px", "manual_area_px", PhenotypeRegistry.Uncertainty.Name, "flags"];

    /// <summary>Writes the table.</summary>
    public static void Write(string path, SegmentationReport report) => AtomicFile.Write(path, stream =>
    {
        using var text = new StreamWriter(stream, leaveOpen: true);
        using var csv = new CsvWriter(text, CultureInfo.InvariantCulture);
        foreach (var header in Headers) csv.WriteField(header);
        csv.NextRecord();
        foreach (var f in report.Frames)
        {
            foreach (var cell in (string[])[f.Frame.Source, f.Frame.Subject, f.Frame.Name, f.Frame.Slice < 0 ? "" : Text(f.Frame.Slice), f.Frame.Phase, f.Structure.ToString(),
                Text(f.Masks.Dice), Text(f.Masks.Hausdorff95Px), Text(f.AreaPx), Text(f.ManualAreaPx), Text(f.Uncertainty), PhenotypeTables.Text(f.Flags)])
                csv.WriteField(cell);
            csv.NextRecord();
        }
    });

    private static string Text(double number) => double.IsNaN(number) ? "" : number.ToString("0.####", CultureInfo.InvariantCulture);
}
