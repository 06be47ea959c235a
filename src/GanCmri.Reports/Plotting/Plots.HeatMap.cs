using System.Globalization;
using ScottPlot;

namespace GanCmri.Reports.Plotting;

public static partial class Plots
{
    private const int BarSteps = 100,
        FewestCellPx = 82,
        LetterPx = 8;

    /// <summary>A matrix of values in [-1, 1], blue through white to vermilion, each value printed in its cell, with its title and a colour
    /// bar: correlations, or what one direction does to other phenotypes. Values beyond are of the colours of the ends.</summary>
    /// <param name="values">[rows, columns]; NaN is grey.</param>
    /// <param name="rows">Names of the rows, top first.</param>
    /// <param name="columns">Names of the columns, left first.</param>
    /// <param name="quantity">What a cell says, e.g. "Pearson r".</param>
    public static Picture HeatMap(double[,] values, IReadOnlyList<string> rows, IReadOnlyList<string> columns, string quantity)
    {
        using var sheet = new PlotSheet(
            "",
            "",
            260 + Math.Max(FewestCellPx, LetterPx * columns.Max(c => c.Length)) * columns.Count,
            120 + 44 * rows.Count
        );
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

        Bar(sheet.Plot, columns.Count + .1, rows.Count);
        sheet.Plot.HideGrid();
        sheet.Plot.Axes.SetLimits(-.5, columns.Count + .9, -.5, rows.Count - .5);
        sheet.Note(char.ToUpperInvariant(quantity[0]) + quantity[1..]);
        return sheet.ToPicture(
            $"Heat map of {quantity.Replace('\n', ' ')}: rows {string.Join(", ", rows)}; columns {string.Join(", ", columns)}."
        );
    }

    /// <summary>A value as cells show it: two decimals, a true minus sign, and no "-0.00".</summary>
    internal static string CellText(double value)
    {
        if (!double.IsFinite(value))
            return "–";
        var text = Math.Abs(value).ToString("0.00", CultureInfo.InvariantCulture);
        return value < 0 && text != "0.00" ? "−" + text : text;
    }

    private static void Cell(Plot plot, int x, int y, double value)
    {
        var cell = plot.Add.Rectangle(x - .5, x + .5, y - .5, y + .5);
        cell.FillColor = double.IsFinite(value) ? Diverging(value) : Palette.Grid;
        cell.LineColor = Colors.White;
        cell.LineWidth = 2;
        var text = plot.Add.Text(CellText(value), x, y);
        text.LabelAlignment = Alignment.MiddleCenter;
        text.LabelFontSize = 12;
        text.LabelFontColor = Math.Abs(value) > .6 ? Colors.White : Palette.Ink;
    }

    // From -1 below to 1 above, right of the cells.
    private static void Bar(Plot plot, double left, int rows)
    {
        double Height(double value) => -.45 + (value + 1) / 2 * (rows - .1);
        for (var i = 0; i < BarSteps; i++)
        {
            double low = -1 + 2.0 * i / BarSteps,
                high = -1 + 2.0 * (i + 1) / BarSteps;
            var step = plot.Add.Rectangle(left, left + .22, Height(low), Height(high));
            (step.FillColor, step.LineWidth) = (Diverging((low + high) / 2), 0);
        }

        foreach (var value in new[] { -1.0, 0, 1 })
        {
            var text = plot.Add.Text(
                value == 0 ? "0"
                    : value < 0 ? "−1"
                    : "1",
                left + .3,
                Height(value)
            );
            text.LabelAlignment =
                value < 0 ? Alignment.LowerLeft
                : value > 0 ? Alignment.UpperLeft
                : Alignment.MiddleLeft;
            (text.LabelFontSize, text.LabelFontColor) = (12, Palette.Ink);
        }
    }

    private static Color Diverging(double value)
    {
        var end = value < 0 ? Palette.Blue : Palette.Vermilion;
        return Colors.White.MixedWith(end, Math.Min(1, Math.Abs(value)));
    }
}
