using System.Globalization;
using GanCmri.Statistics;

namespace GanCmri.Evaluation.Outlines;

/// <summary>A segmentation report in lines for a screen.</summary>
internal static class SegmentationText
{
    /// <summary>A line for each source, structure and phase, then one for each source's volumes.</summary>
    public static IEnumerable<string> Lines(SegmentationReport report)
    {
        foreach (var s in report.Structures)
        {
            var empty =
                s.EmptyFrames == 0
                    ? ""
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"; of {s.EmptyFrames} frames without one none found in {100 * s.Specificity:f1} %"
                    );
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{s.Source}, {Name(s.Structure)}, {(s.Phase == "" ? "all" : s.Phase)}: n = {s.Frames} frames of {s.Subjects} "
                    + $"subjects; Dice {Text(s.Dice, "f3")}, stack Dice {Text(s.StackDice, "f3")}, Hausdorff 95 {s.HausdorffPx:f1} px, "
                    + $"area bias {Text(s.AreaBiasPercent, "+0.0;-0.0")} %, found in {100 * s.Sensitivity:f1} %{empty}"
            );
        }

        foreach (var v in report.Volumes)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{v.Source}, {Name(v.Structure)}: n = {v.Subjects.Count} subjects; EDV {v.EdvMl.Bias:+0.0;-0.0} ml "
                    + $"({v.EdvMl.Lower:f0} to {v.EdvMl.Upper:f0}), ESV {v.EsvMl.Bias:+0.0;-0.0} ml ({v.EsvMl.Lower:f0} to "
                    + $"{v.EsvMl.Upper:f0}), EF {Text(v.EfBias, "+0.0;-0.0")} points, limits of agreement {v.EfPercent.Lower:f1} "
                    + $"to {v.EfPercent.Upper:f1}"
            );
        }
    }

    private static string Text(BootstrapInterval? v, string format) =>
        v is null
            ? "(fewer than two subjects)"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{v.Estimate.ToString(format, CultureInfo.InvariantCulture)} "
                    + $"({v.Lower.ToString(format, CultureInfo.InvariantCulture)} to "
                    + $"{v.Upper.ToString(format, CultureInfo.InvariantCulture)})"
            );

    /// <summary>A structure in words.</summary>
    public static string Name(Structure structure) =>
        structure switch
        {
            Structure.LeftCavity => "LV cavity",
            Structure.LeftEpicardium => "LV epicardium",
            _ => "RV cavity",
        };
}
