using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace GanCmri.Reports.Plotting;

public static partial class Plots
{
    /// <summary>What quality a method gives for its cost, on a logarithmic scale of cost: a mark a setting, a line a method.</summary>
    /// <param name="curves">The methods; X, the cost, above 0. One of a single point is a mark alone.</param>
    /// <param name="xLabel">Name and unit of the cost.</param>
    /// <param name="yLabel">Name and unit of the quality.</param>
    public static Picture Tradeoff(IReadOnlyList<Curve> curves, string xLabel, string yLabel)
    {
        using var sheet = new PlotSheet(xLabel, yLabel);
        foreach (var (index, curve) in curves.Index())
        {
            var marks = sheet.Plot.Add.Scatter([.. curve.X.Select(Math.Log10)], curve.Y.ToArray(), Palette.Of(index));
            marks.LineWidth = 2;
            marks.MarkerSize = 8;
            marks.LegendText = curve.Name;
        }

        sheet.Plot.Axes.Bottom.TickGenerator = new NumericAutomatic
        {
            IntegerTicksOnly = true,
            LabelFormatter = x => Math.Pow(10, x).ToString("G3", CultureInfo.InvariantCulture),
        };
        sheet.Legend();
        return sheet.ToPicture($"{yLabel} against {xLabel}: {string.Join(", ", curves.Select(c => c.Name))}.");
    }
}
