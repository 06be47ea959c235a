using GanCmri.Reports.Plotting;
using GanCmri.Statistics.Association;
using ScottPlot;

namespace GanCmri.Reports.Association;

internal static partial class AssociationPlots
{
    /// <summary>-log10 p against the standardised effect, one colour a group (an exposure without groups), the strongest named.</summary>
    public static Picture Volcano(IReadOnlyList<AssociationRow> tested)
    {
        AssociationRow[] rows = [.. tested.Where(r => double.IsFinite(Effect(r)))];
        var isLog = Array.Exists(rows, r => r.IsLog);
        using var sheet = new PlotSheet(isLog ? StandardisedLog : Standardised, "−log₁₀ p", 640, 440);
        foreach (var series in Series(rows))
            sheet
                .Plot.Add.Markers(
                    series.Rows.Select(r => new Coordinates(Effect(r), -r.Significance.Log10)).ToArray(),
                    MarkerShape.FilledCircle,
                    7,
                    series.Color
                )
                .LegendText = Short(series.Name);
        var line = Math.Log10(tested.Count / 0.05);
        sheet.Plot.Add.HorizontalLine(line, 1.5f, Palette.Ink, LinePattern.Dashed).LegendText = "Bonferroni 0.05";
        var highest = rows.Select(r => -r.Significance.Log10).Append(line).Max();
        double widest = rows.Select(r => Math.Abs(Effect(r))).DefaultIfEmpty(1).Max() * 1.1;
        var named = new List<AssociationRow>();
        foreach (var hit in rows.Where(r => r.Q <= 0.05).OrderBy(r => r.Significance.Log10))
        {
            // Names must not cover each other: so far apart in height, or on the other side.
            if (
                named.Count == LabelledHits
                || named.Exists(n =>
                    Math.Abs(n.Significance.Log10 - hit.Significance.Log10) < highest * 0.05
                    && Math.Sign(Effect(n)) == Math.Sign(Effect(hit))
                )
            )
                continue;
            named.Add(hit);
            var label = sheet.Plot.Add.Text(Short(hit.Phenotype), Effect(hit), -hit.Significance.Log10);
            label.LabelAlignment = Effect(hit) > 0 ? Alignment.MiddleRight : Alignment.MiddleLeft;
            (label.LabelOffsetX, label.LabelFontSize, label.LabelFontColor) = (Effect(hit) > 0 ? -7 : 7, 11, Palette.Ink);
        }

        sheet.Plot.Axes.SetLimits(-widest, widest, 0, highest * 1.08);
        var note = Remark(tested.Select(r => r.Source), $"{rows.Length} effects, {rows.Count(r => r.Q <= 0.05)} with q ≤ 0.05");
        sheet.Note(note);
        sheet.Legend();
        return sheet.ToPicture($"Volcano plot: {note}.");
    }

    // One colour a group; where there are none, an exposure.
    private static IEnumerable<PlotSeries> Series(IReadOnlyList<AssociationRow> rows)
    {
        var grouped = rows.Any(r => r.Group.Length > 0);
        var names = rows.Select(r => grouped ? r.Group : r.Exposure).Distinct().OrderBy(n => grouped && n.Length == 0).ToArray();
        return names.Select(
            (name, i) =>
                new PlotSeries(
                    name.Length > 0 ? name : "no group",
                    name.Length > 0 ? Palette.Of(i) : Palette.Axis,
                    [.. rows.Where(r => (grouped ? r.Group : r.Exposure) == name)]
                )
        );
    }

    private sealed record PlotSeries(string Name, Color Color, AssociationRow[] Rows);
}
