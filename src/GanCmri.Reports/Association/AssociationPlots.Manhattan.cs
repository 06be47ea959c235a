using GanCmri.Reports.Plotting;
using GanCmri.Statistics.Association;
using ScottPlot;

namespace GanCmri.Reports.Association;

internal static partial class AssociationPlots
{
    private const int LabelledHits = 8;
    private const int MostNamedTicks = 10;

    /// <summary>-log10 p of every test in the order of the table, one colour an exposure (a group, where phenotypes have groups, which
    /// stand side by side), with the Bonferroni and false-discovery lines.</summary>
    public static Picture Manhattan(IReadOnlyList<AssociationRow> tested)
    {
        using var sheet = new PlotSheet(
            tested.Any(r => r.Group.Length > 0) ? "Phenotypes by group" : "Phenotypes in the order of the table",
            "−log₁₀ p",
            860,
            420
        );
        // Phenotypes of one group side by side, groups in the order of the table.
        string[] groups = [.. tested.Select(r => r.Group).Distinct()];
        string[] phenotypes =
        [
            .. tested.OrderBy(r => r.Group.Length == 0).ThenBy(r => Array.IndexOf(groups, r.Group)).Select(r => r.Phenotype).Distinct(),
        ];
        var places = phenotypes.Select((p, i) => (p, i)).ToDictionary(v => v.p, v => v.i);
        foreach (var series in Series(tested))
            sheet
                .Plot.Add.Markers(
                    series.Rows.Select(r => new Coordinates(places[r.Phenotype], -r.Significance.Log10)).ToArray(),
                    MarkerShape.FilledCircle,
                    7,
                    series.Color
                )
                .LegendText = Short(series.Name);

        var line = Math.Log10(tested.Count / 0.05);
        sheet.Plot.Add.HorizontalLine(line, 1.5f, Palette.Ink, LinePattern.Dashed).LegendText = "Bonferroni 0.05";
        var found = tested.Where(r => r.Q <= 0.05).ToArray();
        if (found.Length > 0)
            sheet
                .Plot.Add.HorizontalLine(Math.Log10(tested.Count / (0.05 * found.Length)), 1.5f, Palette.Axis, LinePattern.Dotted)
                .LegendText = "q 0.05"; // the largest p at which Benjamini and Hochberg would have found as many
        var highest = Math.Max(line, tested.Max(r => -r.Significance.Log10));
        var labelled = new List<int>();
        foreach (var hit in found.OrderBy(r => r.Significance.Log10))
        {
            // A name takes about a twelfth of the width; close neighbours of a labelled hit stay without.
            if (labelled.Count == LabelledHits || labelled.Any(x => Math.Abs(x - places[hit.Phenotype]) < phenotypes.Length / 12.0))
                continue;
            labelled.Add(places[hit.Phenotype]);
            var label = sheet.Plot.Add.Text(Short(hit.Phenotype), places[hit.Phenotype], -hit.Significance.Log10 + highest * 0.015);
            label.LabelAlignment = places[hit.Phenotype] > phenotypes.Length * 0.8 ? Alignment.LowerRight : Alignment.LowerLeft;
            (label.LabelFontSize, label.LabelFontColor) = (11, Palette.Ink);
        }

        // Names fit while there are few of them; beyond that only the hits are named.
        sheet.Plot.Axes.Bottom.SetTicks(
            [.. phenotypes.Select((_, i) => (double)i)],
            [.. phenotypes.Select(p => phenotypes.Length <= MostNamedTicks ? Short(p) : "")]
        );
        sheet.Plot.Axes.SetLimits(-0.7, phenotypes.Length - 0.3, 0, highest * 1.12);
        var note = Remark(tested.Select(r => r.Source), $"{tested.Count} tests, {found.Length} with q ≤ 0.05");
        sheet.Note(note);
        sheet.Legend();
        return sheet.ToPicture($"Manhattan plot: {note}.");
    }
}
