using GanCmri.Imaging.Pictures;
using ScottPlot;

namespace GanCmri.Reports.Plotting;

/// <summary>An empty plot in the house style: quiet axes, light grid, own font, drawn at twice the shown size.</summary>
internal sealed partial class PlotSheet : IDisposable
{
    private const int PixelsPerCssPx = 2;
    private readonly int _width,
        _height;

    public PlotSheet(string xLabel, string yLabel, int width = 640, int height = 400)
    {
        PlotFont.Install();
        (_width, _height) = (width, height);
        Plot = new Plot { ScaleFactor = PixelsPerCssPx };
        Plot.FigureBackground.Color = Colors.White;
        Plot.DataBackground.Color = Colors.White;
        Plot.XLabel(xLabel, 13);
        Plot.YLabel(yLabel, 13);
        foreach (var axis in Plot.Axes.GetAxes())
        {
            axis.FrameLineStyle.Color = Palette.Axis;
            axis.FrameLineStyle.Width = 1;
            axis.TickLabelStyle.FontSize = 12;
            axis.TickLabelStyle.ForeColor = Palette.Ink;
            axis.MajorTickStyle.Color = Palette.Axis;
            axis.MinorTickStyle.Length = 0;
        }

        Plot.Axes.Bottom.Label.ForeColor = Palette.Ink;
        Plot.Axes.Left.Label.ForeColor = Palette.Ink;
        Plot.Axes.Bottom.Label.Bold = false;
        Plot.Axes.Left.Label.Bold = false;
        Plot.Axes.Top.FrameLineStyle.Width = 0;
        Plot.Axes.Right.FrameLineStyle.Width = 0;
        Plot.Grid.MajorLineColor = Palette.Grid;
        Plot.Grid.MajorLineWidth = 1;
    }

    public Plot Plot { get; }

    /// <summary>A line of text above the data: n, estimate and interval.</summary>
    public void Note(string text)
    {
        Plot.Title(text, 12);
        Plot.Axes.Title.Label.Bold = false;
        Plot.Axes.Title.Label.ForeColor = Palette.Ink;
    }

    /// <summary>Shows the legend below the data, where it covers nothing.</summary>
    public void Legend()
    {
        Plot.Legend.FontSize = 12;
        Plot.Legend.FontColor = Palette.Ink;
        Plot.Legend.OutlineWidth = 0;
        Plot.Legend.ShadowColor = Colors.Transparent;
        Plot.Legend.Orientation = Orientation.Horizontal;
        Plot.ShowLegend(Edge.Bottom);
    }

    public Picture ToPicture(string altText)
    {
        Plot.Font.Set(PlotFont.Family);
        var bytes = Plot.GetImageBytes(_width * PixelsPerCssPx, _height * PixelsPerCssPx, ImageFormat.Png);
        return Picture.Png(FigureMark.On(bytes), _width, _height, altText);
    }

    public void Dispose() => Plot.Dispose();
}
