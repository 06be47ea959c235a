using GanCmri.Reports.Plotting;
using GanCmri.Statistics.Association;
using ScottPlot;

namespace GanCmri.Reports.Association;

internal static partial class AssociationPlots
{
    private const int MostForestLines = 40;

    /// <summary>Effects with their intervals, strongest evidence first; real and synthetic effects of one pair share a line.</summary>
    public static Picture Forest(IReadOnlyList<AssociationRow> estimated)
    {
        var lines = estimated
            .GroupBy(r => (r.Phenotype, r.Exposure))
            .OrderBy(g => g.Min(r => r.Significance.Log10))
            .Take(MostForestLines)
            .ToArray();
        string[] sources = [.. estimated.Select(r => r.Source).Distinct()];
        using var sheet = new PlotSheet("Effect of one unit of the exposure, with confidence interval", "", 760, 130 + 22 * lines.Length);
        sheet.Plot.Add.VerticalLine(0, 1, Palette.Axis);
        for (var s = 0; s < sources.Length; s++)
        {
            var offset = sources.Length == 1 ? 0 : 0.36 * (0.5 - s);
            var color = Palette.Of(s);
            var dots = new List<Coordinates>();
            for (var i = 0; i < lines.Length; i++)
                foreach (var row in lines[i].Where(r => r.Source == sources[s]))
                {
                    var bar = sheet.Plot.Add.Line(row.Lower, -i + offset, row.Upper, -i + offset);
                    (bar.Color, bar.LineWidth) = (color, 2);
                    dots.Add(new Coordinates(row.Beta, -i + offset));
                }

            var markers = sheet.Plot.Add.Markers(dots.ToArray(), MarkerShape.FilledSquare, 7, color);
            if (sources[s].Length > 0)
                markers.LegendText = sources[s];
        }

        sheet.Plot.Axes.Left.SetTicks(
            [.. lines.Select((_, i) => (double)-i)],
            [.. lines.Select(g => $"{Short(g.Key.Phenotype)} ~ {Short(g.Key.Exposure)}")]
        );
        sheet.Plot.Axes.AutoScaleX();
        sheet.Plot.Axes.SetLimitsY(-lines.Length + 0.3, 0.7);
        var all = estimated.GroupBy(r => (r.Phenotype, r.Exposure)).Count();
        var note = Remark(sources, lines.Length < all ? $"the {lines.Length} of {all} pairs with the smallest p" : $"{all} pairs");
        sheet.Note(note);
        if (sources.Length > 1)
            sheet.Legend();
        return sheet.ToPicture($"Forest plot of effects: {note}.");
    }
}
