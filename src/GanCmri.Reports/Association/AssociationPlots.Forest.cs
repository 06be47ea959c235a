using GanCmri.Reports.Plotting;
using GanCmri.Statistics.Association;
using ScottPlot;

namespace GanCmri.Reports.Association;

internal static partial class AssociationPlots
{
    private const int MostForestLines = 40,
        LetterPx = 8,
        TicksPx = 24;

    /// <summary>Effects with their intervals, strongest evidence first: each phenotype on an axis of its own, since units differ; real and
    /// synthetic effects of one pair share a line.</summary>
    public static Picture Forest(IReadOnlyList<AssociationRow> estimated)
    {
        var pairs = estimated.GroupBy(r => (r.Phenotype, r.Exposure)).OrderBy(g => g.Min(r => r.Significance.Log10)).ToArray();
        string[] sources = [.. estimated.Select(r => r.Source).Distinct()];
        var shown = pairs.Take(MostForestLines).ToArray();
        var note = Remark(
            sources,
            shown.Length < pairs.Length ? $"the {shown.Length} of {pairs.Length} pairs with the smallest p" : $"{pairs.Length} pairs"
        );
        var phenotypes = shown.GroupBy(g => g.Key.Phenotype).ToArray();
        // One width, so that axes begin below each other.
        var namesPx = TicksPx + LetterPx * shown.Max(g => Named(g.Key.Phenotype, g.Key.Exposure).Length);
        return PictureStack.Of(
            [
                .. phenotypes.Select(
                    (p, i) => OnePhenotype(p.Key, [.. p], sources, i == 0 ? note : "", isLast: i == phenotypes.Length - 1, namesPx)
                ),
            ],
            $"Forest plot of effects: {note}. Each phenotype has its own axis."
        );
    }

    private static string Named(string phenotype, string exposure) => $"{Short(phenotype)} ~ {Short(exposure)}";

    private static Picture OnePhenotype(
        string phenotype,
        IReadOnlyList<IEnumerable<AssociationRow>> lines,
        string[] sources,
        string note,
        bool isLast,
        int namesPx
    )
    {
        AssociationRow[] rows = [.. lines.SelectMany(l => l)];
        var legend = isLast && sources.Length > 1;
        using var sheet = new PlotSheet(
            Array.Exists(rows, r => r.IsLog) ? "Log ratio of one unit of the exposure" : "Effect of one unit of the exposure",
            "",
            760,
            90 + 22 * lines.Count + (note.Length > 0 ? 24 : 0) + (legend ? 40 : 0)
        );
        sheet.Plot.Add.VerticalLine(0, 1, Palette.Axis);
        for (var s = 0; s < sources.Length; s++)
        {
            var offset = sources.Length == 1 ? 0 : 0.36 * (0.5 - s);
            var color = Palette.Of(s);
            var dots = new List<Coordinates>();
            for (var i = 0; i < lines.Count; i++)
                foreach (var row in lines[i].Where(r => r.Source == sources[s]))
                {
                    var bar = sheet.Plot.Add.Line(row.Lower, -i + offset, row.Upper, -i + offset);
                    (bar.Color, bar.LineWidth) = (color, 2);
                    dots.Add(new Coordinates(row.Beta, -i + offset));
                }

            var markers = sheet.Plot.Add.Markers(dots.ToArray(), MarkerShape.FilledSquare, 7, color);
            if (legend && sources[s].Length > 0)
                markers.LegendText = sources[s];
        }

        sheet.Plot.Axes.Left.SetTicks(
            [.. lines.Select((_, i) => (double)-i)],
            [.. lines.Select(l => Named(phenotype, l.First().Exposure))]
        );
        sheet.Plot.Axes.Left.MinimumSize = sheet.Plot.Axes.Left.MaximumSize = namesPx;
        sheet.Plot.Axes.AutoScaleX();
        sheet.Plot.Axes.SetLimitsY(-lines.Count + 0.3, 0.7);
        if (note.Length > 0)
            sheet.Note(note);
        if (legend)
            sheet.Legend();
        return sheet.ToPicture(phenotype);
    }
}
