using GanCmri.Runtime;
using MathNet.Numerics.Statistics;
using ScottPlot;

namespace GanCmri.Reports.Plotting;

public static partial class Plots
{
    /// <summary>The distribution of one phenotype as a histogram (bin width by Freedman and Diaconis 1981), with the median
    /// marked.</summary>
    /// <param name="values">The measured values; NaN is left out and counted in the note.</param>
    /// <param name="label">Name and unit, e.g. "LV area at ED (px)".</param>
    public static Picture Histogram(IReadOnlyList<double> values, string label)
    {
        using var sheet = new PlotSheet(label, "Subjects", 420, 300);
        var known = values.Where(double.IsFinite).Order().ToArray();
        var note = $"n = {known.Length}" + (known.Length < values.Count ? $" of {values.Count}" : "");
        if (known.Length > 0)
        {
            var edges = Edges(known);
            var width = edges[1] - edges[0];
            foreach (var left in edges[..^1])
            {
                var count = known.Count(v => v >= left && (v < left + width || (left == edges[^2] && v <= edges[^1])));
                var bar = sheet.Plot.Add.Rectangle(left, left + width, 0, count);
                bar.FillColor = Palette.Blue.WithAlpha(.55);
                bar.LineColor = Colors.White;
                bar.LineWidth = 1;
            }

            var median = SortedArrayStatistics.Median(known);
            sheet.Plot.Add.VerticalLine(median, 2, Palette.Vermilion);
            note += $"; median {Figures.Short(median)}";
            sheet.Plot.Axes.AutoScale();
            sheet.Plot.Axes.SetLimitsY(0, sheet.Plot.Axes.GetLimits().Top * 1.1);
        }

        sheet.Note(note);
        return sheet.ToPicture($"Histogram of {label}. {note}.");
    }

    /// <summary>Two measurements of the same subjects against each other, with the figures of their correlation.</summary>
    /// <param name="x">One value a subject.</param>
    /// <param name="y">One value a subject.</param>
    /// <param name="xLabel">Name and unit.</param>
    /// <param name="yLabel">Name and unit.</param>
    /// <param name="note">e.g. "r = 0.93 (95 % CI 0.87 to 0.96), n = 40".</param>
    public static Picture Scatter(IReadOnlyList<double> x, IReadOnlyList<double> y, string xLabel, string yLabel, string note)
    {
        using var sheet = new PlotSheet(xLabel, yLabel, 420, 340);
        var points = x.Zip(y)
            .Where(p => double.IsFinite(p.First) && double.IsFinite(p.Second))
            .Select(p => new Coordinates(p.First, p.Second))
            .ToArray();
        sheet.Plot.Add.Markers(points, MarkerShape.FilledCircle, 7, Palette.Blue.WithAlpha(.6));
        sheet.Note(note);
        return sheet.ToPicture($"{yLabel} against {xLabel} for {points.Length} subjects. {note}");
    }

    /// <summary>The distributions of targets and of measured values as cumulative shares of subjects.</summary>
    /// <param name="target">Values asked for.</param>
    /// <param name="measured">Values measured; NaN is left out.</param>
    /// <param name="label">Name and unit.</param>
    public static Picture Cumulative(IReadOnlyList<double> target, IReadOnlyList<double> measured, string label)
    {
        using var sheet = new PlotSheet(label, "Share of subjects at or below", 420, 340);
        Add("target", target, Palette.Vermilion);
        Add("measured", measured, Palette.Blue);
        sheet.Legend();
        return sheet.ToPicture($"Cumulative distributions of {label}: target and measured.");

        void Add(string name, IReadOnlyList<double> values, Color color)
        {
            var known = values.Where(double.IsFinite).Order().ToArray();
            var line = sheet.Plot.Add.ScatterLine(
                known,
                Array.ConvertAll([.. Enumerable.Range(1, known.Length)], i => (double)i / known.Length),
                color
            );
            line.LineWidth = 2;
            line.LegendText = name;
        }
    }

    private static double[] Edges(double[] sorted)
    {
        var range = sorted[^1] - sorted[0];
        if (range == 0)
            return [sorted[0] - .5, sorted[0] + .5];
        var width = 2 * SortedArrayStatistics.InterquartileRange(sorted) / Math.Cbrt(sorted.Length);
        var bins = width > 0 ? Math.Clamp((int)Math.Ceiling(range / width), 5, 40) : 10;
        return [.. Enumerable.Range(0, bins + 1).Select(i => sorted[0] + range * i / bins)];
    }
}
