using System.Globalization;
using GanCmri.Reports.Plotting;
using GanCmri.Statistics.Association;
using ScottPlot;

namespace GanCmri.Reports.Association;

internal static partial class AssociationPlots
{
    private const int MostForestLines = 40,
        LetterPx = 8,
        TicksPx = 24;

    // Effects of other units do not compare; of one standard deviation of a number or a level of a category they do.
    private const string Standardised = "Effect in SD of the phenotype (of one SD of a number, of a level against its reference)",
        StandardisedLog = "Log ratio (of one SD of a number, of a level against its reference)";

    /// <summary>Standardised effects with their intervals on one axis, n beside them; phenotypes below each other, the strongest evidence
    /// first; real and synthetic effects of one pair share a line.</summary>
    /// <param name="estimated">Tests, at least one with a standardised effect.</param>
    /// <param name="level">Confidence level of their intervals.</param>
    public static Picture Forest(IReadOnlyList<AssociationRow> estimated, double level)
    {
        var pairs = estimated
            .Where(HasStandardised)
            .GroupBy(r => (r.Phenotype, r.Exposure))
            .OrderBy(g => g.Min(r => r.Significance.Log10))
            .ToArray();
        string[] sources = [.. estimated.Select(r => r.Source).Distinct()];
        // Those of one phenotype below each other.
        IGrouping<(string Phenotype, string Exposure), AssociationRow>[] shown =
        [
            .. pairs.Take(MostForestLines).GroupBy(g => g.Key.Phenotype).SelectMany(p => p),
        ];
        var note = Remark(
            sources,
            (shown.Length < pairs.Length ? $"the {shown.Length} of {pairs.Length} pairs with the smallest p" : $"{pairs.Length} pairs")
                + string.Create(CultureInfo.InvariantCulture, $", {100 * level:0.##} % intervals")
        );
        var legend = sources.Length > 1;
        using var sheet = new PlotSheet(
            estimated.Any(r => r.IsLog) ? StandardisedLog : Standardised,
            "",
            980,
            114 + (legend ? 40 + 36 * shown.Length : 22 * shown.Length)
        );
        sheet.Plot.Add.VerticalLine(0, 1, Palette.Axis);
        var told = new List<(double At, string Text)>();
        for (var s = 0; s < sources.Length; s++)
        {
            var offset = legend ? 0.36 * (0.5 - s) : 0;
            var color = Palette.Of(s);
            var dots = new List<Coordinates>();
            for (var i = 0; i < shown.Length; i++)
                foreach (var row in shown[i].Where(r => r.Source == sources[s]))
                {
                    var (beta, lower, upper) = (Effect(row), row.Lower * row.Standardiser, row.Upper * row.Standardiser);
                    var bar = sheet.Plot.Add.Line(lower, -i + offset, upper, -i + offset);
                    (bar.Color, bar.LineWidth) = (color, 2);
                    dots.Add(new Coordinates(beta, -i + offset));
                    told.Add((-i + offset, $"{Told(beta, lower, upper)}, n {row.Used}"));
                }

            var markers = sheet.Plot.Add.Markers(dots.ToArray(), MarkerShape.FilledSquare, 7, color);
            if (legend && sources[s].Length > 0)
                markers.LegendText = sources[s];
        }

        string[] names = [.. shown.Select(g => $"{Short(g.Key.Phenotype)} ~ {Short(g.Key.Exposure)}")];
        sheet.Plot.Axes.Left.SetTicks([.. names.Select((_, i) => (double)-i)], names);
        sheet.Plot.Axes.Left.MinimumSize = sheet.Plot.Axes.Left.MaximumSize = TicksPx + LetterPx * names.Max(n => n.Length);
        sheet.Plot.Axes.Right.SetTicks([.. told.Select(t => t.At)], [.. told.Select(t => t.Text)]);
        sheet.Plot.Axes.AutoScaleX();
        sheet.Plot.Axes.SetLimitsY(-shown.Length + 0.3, 0.7);
        (sheet.Plot.Axes.Right.Min, sheet.Plot.Axes.Right.Max) = (-shown.Length + 0.3, 0.7);
        sheet.Note(note);
        if (legend)
            sheet.Legend();
        return sheet.ToPicture($"Forest plot of standardised effects: {note}.");
    }

    /// <summary>An effect with its interval, with the decimals that the interval needs, two at least; never -0.</summary>
    internal static string Told(double beta, double lower, double upper)
    {
        var decimals = upper > lower ? Math.Clamp(1 - (int)Math.Floor(Math.Log10(upper - lower)), 2, 6) : 2;
        string To(double v) => (Math.Round(v, decimals) + 0.0).ToString("F" + decimals, CultureInfo.InvariantCulture);
        return $"{To(beta)} ({To(lower)} to {To(upper)})";
    }

    private static bool HasStandardised(AssociationRow row) =>
        double.IsFinite(Effect(row)) && double.IsFinite(row.Lower) && double.IsFinite(row.Upper);

    private static double Effect(AssociationRow row) => row.Beta * row.Standardiser;
}
