using System.Globalization;
using GanCmri.Evaluation.Outlines;
using GanCmri.Imaging.Pictures;
using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Fitting;
using GanCmri.Reports.Html;
using GanCmri.Reports.Plotting;
using GanCmri.Runtime;
using GanCmri.Statistics;

namespace GanCmri.Reports.Segmentation;

/// <summary>How good a segmenter is, as files: the table, and beside it the plot of areas (.png), the worst outlines (.worst.png) and all
/// of it as a page (.html).</summary>
internal static class SegmentationFiles
{
    private const string Plot = ".png",
        Worst = ".worst.png",
        Page = ".html";

    /// <summary>The table and the files beside it; that of the worst outlines is written where there are any.</summary>
    /// <param name="path">The table.</param>
    public static string[] Of(string path) => [path, .. new[] { Plot, Worst, Page }.Select(e => Path.ChangeExtension(path, e))];

    /// <summary>Writes them.</summary>
    /// <param name="path">The table; the other files are named after it.</param>
    /// <param name="report">What was found.</param>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public static void Write(string path, SegmentationReport report)
    {
        SegmentationTable.Write(path, report);
        AtomicFile.WriteBytes(Path.ChangeExtension(path, Plot), PlotSheet.Draw(Areas(report), 520, 360).Bytes);
        if (report.Worst.Count > 0)
            AtomicFile.WriteBytes(Path.ChangeExtension(path, Worst), PanelGrid.Png([.. report.Worst.Select(Captioned)]));
        PageOf(report).Save(Path.ChangeExtension(path, Page));
    }

    private static Chart Areas(SegmentationReport report)
    {
        OutlinedStructure[] cavities = [.. report.Frames.Where(f => f.Structure == Structure.LeftCavity)];
        return Charts.BlandAltman(
            [.. cavities.Select(f => f.ManualAreaPx)],
            [.. cavities.Select(f => f.AreaPx)],
            PhenotypeRegistry.LvArea.Label,
            "px"
        );
    }

    private static string Caption(PoorOutline worst) =>
        $"{worst.Source} {worst.Phase}".TrimEnd() + string.Create(CultureInfo.InvariantCulture, $", Dice {worst.Dice:f2}");

    private static CaptionedImage Captioned(PoorOutline worst) =>
        new(Caption(worst), worst.Image, [new Contour(worst.Manual, "#f0c800"), new Contour(worst.Found, "#40a0ff")]);

    private static HtmlReport PageOf(SegmentationReport report)
    {
        var frames = report.Frames.Select(f => f.Frame).Distinct().ToArray();
        var page = new HtmlReport(
            "Outlines of a segmenter against those by hand",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{frames.Length} frames of {frames.Select(f => f.Subject).Distinct().Count()} subjects, nothing left out."
            )
        )
        {
            Banner = "Frames as they were scanned, without names. Not for diagnosis.",
            Footer = $"GanCmri {CodeIdentity.Version}",
        };
        page.Section("Agreement")
            .Table(
                Agreement(report),
                "Means with 95 % intervals over subjects. Specificity: frames without the structure in which none was found."
            )
            .Figure(Areas(report), "Areas of the LV cavity, frame by frame.");
        if (report.Worst.Count > 0)
            page.Section("The worst outlines")
                .Film(
                    Film.Of(
                        report.Worst.Select(w =>
                            Clip.Of(
                                w.Image,
                                w.Manual,
                                w.Found,
                                Caption(w),
                                $"Frame of source {Caption(w)}, outlined by hand and by the segmenter"
                            )
                        )
                    ),
                    $"The {report.Worst.Count} frames with the lowest Dice of the LV cavity, worst first."
                );
        return page;
    }

    private static HtmlTable Agreement(SegmentationReport report)
    {
        var table = new HtmlTable(
            new HtmlColumn("Source", IsNumber: false),
            new HtmlColumn("Structure", IsNumber: false),
            new HtmlColumn("Phase", IsNumber: false),
            new HtmlColumn("Frames"),
            new HtmlColumn("Subjects"),
            new HtmlColumn("Dice"),
            new HtmlColumn("Dice of stacks"),
            new HtmlColumn("Hausdorff 95 (px)"),
            new HtmlColumn("Area bias (%)"),
            new HtmlColumn("Found (%)"),
            new HtmlColumn("Specificity (%)")
        );
        foreach (var s in report.Structures)
            table.Row(
                s.Source,
                SegmentationText.Name(s.Structure),
                s.Phase.Length == 0 ? "all" : s.Phase,
                $"{s.Frames}",
                $"{s.Subjects}",
                Text(s.Dice),
                Text(s.StackDice),
                Figures.Short(s.HausdorffPx),
                Text(s.AreaBiasPercent),
                Figures.Short(100 * s.Sensitivity),
                s.EmptyFrames == 0 ? "–" : Figures.Short(100 * s.Specificity)
            );
        return table;
    }

    private static string Text(BootstrapInterval? v) =>
        v is null ? "–" : $"{Figures.Short(v.Estimate)} ({Figures.Short(v.Lower)} to {Figures.Short(v.Upper)})";
}
