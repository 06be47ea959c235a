using GanCmri.Formats.Tables;
using GanCmri.Phenotypes;

namespace GanCmri.Evaluation.Outlines;

/// <summary>A segmentation report, one row a structure of a frame, as a table.</summary>
internal static class SegmentationTable
{
    /// <summary>Writes the table.</summary>
    public static void Write(string path, SegmentationReport report)
    {
        var table = new TableWriter<OutlinedStructure>()
            .Text("source", f => f.Frame.Source)
            .Text("subject", f => f.Frame.Subject)
            .Text("frame", f => f.Frame.Name)
            .Count("slice", f => f.Frame.Slice < 0 ? null : f.Frame.Slice)
            .Text("phase", f => f.Frame.Phase)
            .Text("structure", f => f.Structure.ToString());
        Number("dice", f => f.Masks.Dice);
        Number("hausdorff95_px", f => f.Masks.Hausdorff95Px);
        Number("area_px", f => f.AreaPx);
        Number("manual_area_px", f => f.ManualAreaPx);
        Number(PhenotypeRegistry.Uncertainty.Name, f => f.Uncertainty);
        table.Text("flags", f => PhenotypeTables.Text(f.Flags)).Save(path, report.Frames);

        void Number(string head, Func<OutlinedStructure, double> value) => table.Measured(head, value);
    }
}
