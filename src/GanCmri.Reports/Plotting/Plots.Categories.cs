namespace GanCmri.Reports.Plotting;

public static partial class Plots
{
    /// <summary>A value for each of several named settings: a mark a setting, a colour a method.</summary>
    /// <param name="settings">Their names, from left to right.</param>
    /// <param name="curves">The methods; X is the place of the setting, from 0.</param>
    /// <param name="yLabel">Name and unit of the value.</param>
    public static Picture Categories(IReadOnlyList<string> settings, IReadOnlyList<Curve> curves, string yLabel)
    {
        using var sheet = new PlotSheet("", yLabel, width: 800);
        foreach (var (index, curve) in curves.Index())
        {
            var marks = sheet.Plot.Add.Scatter([.. curve.X.Select(x => x + 0.1 * index)], curve.Y.ToArray(), Palette.Of(index));
            marks.LineWidth = 0;
            marks.MarkerSize = 9;
            marks.LegendText = curve.Name;
        }

        sheet.Plot.Axes.Bottom.SetTicks([.. settings.Select((_, i) => (double)i)], [.. settings]);
        sheet.Plot.Axes.Bottom.TickLabelStyle.Rotation = -90;
        sheet.Plot.Axes.Bottom.TickLabelStyle.Alignment = ScottPlot.Alignment.MiddleRight;
        sheet.Plot.Axes.Bottom.MinimumSize = 110;
        sheet.Legend();
        return sheet.ToPicture($"{yLabel} by setting: {string.Join(", ", curves.Select(c => c.Name))}.");
    }
}
