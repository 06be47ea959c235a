using System.Globalization;
using ScottPlot;

namespace GanCmri.Reports.Plotting;

public static partial class Plots
{
    /// <summary>A matrix of values in [-1, 1], blue through white to vermilion, each value printed in its cell: correlations, or what one
    /// direction does to other phenotypes.</summary>
    /// <param name="values">[rows, columns]; NaN is grey.</param>
    /// <param name="rows">Names of the rows, top first.</param>
    /// <param name="columns">Names of the columns, left first.</param>
    /// <param name="quantity">What a cell says, e.g. "Pearson r".</param>
    public static Picture HeatMap(double[,] values, IReadOnlyList<string> rows, IReadOnlyList<string> columns, string quantity)
    {
        using var sheet = new PlotSheet("", "", 180 + 82 * columns.Count, 90 + 44 * rows.Count);
        for (var r = 0; r < rows.Count; r++)
        {
            for (var c = 0; c < columns.Count; c++)
                Cell(sheet.Plot, c, rows.Count - 1 - r, values[r, c]);
        }

        sheet.Plot.Axes.Bottom.SetTicks([.. Enumerable.Range(0, columns.Count).Select(i => (double)i)], [.. columns]);
        sheet.Plot.Axes.Left.SetTicks([.. Enumerable.Range(0, rows.Count).Select(i => (double)(rows.Count - 1 - i))], [.. rows]);
        foreach (var axis in sheet.Plot.Axes.GetAxes())
        {
            axis.FrameLineStyle.Width = 0;
            axis.MajorTickStyle.Length = 0;
        }

        sheet.Plot.HideGrid();
        sheet.Plot.Axes.SetLimits(-.5, columns.Count - .5, -.5, rows.Count - .5);
        return sheet.ToPicture($"Heat map of {quantity}: rows {string.Join(", ", rows)}; columns {string.Join(", ", columns)}.");
    }

    private static void Cell(Plot plot, int x, int y, double value)
    {
        var cell = plot.Add.Rectangle(x - .5, x + .5, y - .5, y + .5);
        cell.FillColor = double.IsFinite(value) ? Diverging(value) : Palette.Grid;
        cell.LineColor = Colors.White;
        cell.LineWidth = 2;
        var text = plot.Add.Text(double.IsFinite(value) ? value.ToString("0.00", CultureInfo.InvariantCulture) : "–", x, y);
        text.LabelAlignment = Alignment.MiddleCenter;
        text.LabelFontSize = 12;
        text.LabelFontColor = Math.Abs(value) > .6 ? Colors.White : Palette.Ink;
    }

    private static Color Diverging(double value)
    {
        var end = value < 0 ? Palette.Blue : Palette.Vermilion;
        return Colors.White.MixedWith(end, Math.Min(1, Math.Abs(value)));
    }
}
