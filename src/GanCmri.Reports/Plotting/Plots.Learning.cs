using ScottPlot;

namespace GanCmri.Reports.Plotting;

public static partial class Plots
{
    /// <summary>How measures develop over training.</summary>
    /// <param name="curves">The measures; each has its own points.</param>
    /// <param name="xLabel">Name and unit, e.g. "Images seen (kimg)".</param>
    /// <param name="yLabel">Name and unit, e.g. "Dice".</param>
    public static Picture Learning(IReadOnlyList<Curve> curves, string xLabel, string yLabel)
    {
        using var sheet = new PlotSheet(xLabel, yLabel);
        foreach (var (index, curve) in curves.Index())
        {
            var line = sheet.Plot.Add.ScatterLine(curve.X.ToArray(), curve.Y.ToArray(), Palette.Of(index));
            line.LineWidth = 2;
            line.LegendText = curve.Name;
        }

        sheet.Legend();
        return sheet.ToPicture($"{yLabel} against {xLabel}: {string.Join(", ", curves.Select(c => c.Name))}.");
    }
}
