using ScottPlot;

namespace GanCmri.Reports.Plotting;

internal sealed partial class PlotSheet
{
    private const double BandOpacity = .22,
        WideOpacity = .10,
        ThinOpacity = .28,
        DotOpacity = .6;

    /// <summary>A chart as a picture.</summary>
    public static Picture Draw(Chart chart, int width = 640, int height = 400)
    {
        using var sheet = new PlotSheet(chart.XTitle, chart.YTitle, width, height);
        foreach (var mark in chart.Marks)
            sheet.Add(mark);
        sheet.Plot.Axes.SetLimits(chart.X[0], chart.X[1], chart.Y[0], chart.Y[1]);
        if (chart.Note.Length > 0)
            sheet.Note(chart.Note);
        if (chart.Marks.Any(m => m.Name.Length > 0))
            sheet.Legend();
        return sheet.ToPicture(chart.AltText);
    }

    private void Add(ChartMark mark)
    {
        var color = Palette.Of(mark.Colour);
        double[] x = [.. mark.X],
            y = [.. mark.Y];
        switch (mark.Kind)
        {
            case MarkKind.Band or MarkKind.Wide:
                Band(x, y, [.. mark.To], color.WithAlpha(mark.Kind == MarkKind.Band ? BandOpacity : WideOpacity), mark.Name);
                break;
            case MarkKind.Bars:
                foreach (var (i, left) in x.Index())
                {
                    var bar = Plot.Add.Rectangle(left, mark.To[i], 0, y[i]);
                    (bar.FillColor, bar.LineColor, bar.LineWidth) = (color.WithAlpha(.55), Colors.White, 1);
                }

                break;
            case MarkKind.Dots:
                Named(Plot.Add.Markers(x, y, MarkerShape.FilledCircle, 7, color.WithAlpha(DotOpacity)), mark.Name);
                break;
            case MarkKind.Across:
                Named(Plot.Add.HorizontalLine(y[0], 2, color, LinePattern.Dashed), mark.Name);
                break;
            case MarkKind.Upright:
                Named(Plot.Add.VerticalLine(x[0], mark.Name.Length > 0 ? 2 : 1, mark.Name.Length > 0 ? color : Palette.Axis), mark.Name);
                break;
            default:
                var line = Plot.Add.Scatter(x, y, mark.Kind == MarkKind.Thin ? color.WithAlpha(ThinOpacity) : color);
                line.MarkerSize = mark.Kind == MarkKind.Points ? 4 : 0;
                line.LineWidth = mark.Kind == MarkKind.Thin ? .8f : 2.4f;
                line.ConnectStyle = mark.Kind == MarkKind.Steps ? ConnectStyle.StepHorizontal : ConnectStyle.Straight;
                Named(line, mark.Name);
                break;
        }
    }

    // A series without a name is not in the legend.
    private static void Named(IHasLegendText item, string name)
    {
        if (name.Length > 0)
            item.LegendText = name;
    }

    private void Band(double[] x, double[] lower, double[] upper, Color color, string name)
    {
        var known = Enumerable.Range(0, x.Length).Where(i => double.IsFinite(lower[i]) && double.IsFinite(upper[i])).ToArray();
        if (known.Length < 2)
            return;
        var band = Plot.Add.FillY([.. known.Select(i => x[i])], [.. known.Select(i => lower[i])], [.. known.Select(i => upper[i])]);
        (band.FillColor, band.LineWidth, band.MarkerSize, band.LegendText) = (color, 0, 0, name);
    }
}
