using ScottPlot;

namespace GanCmri.Reports.Plotting;

public static partial class Plots
{
    private const int OverlapBins = 20;

    /// <summary>How far cases and controls overlap in the probability of being a case (Rosenbaum and Rubin 1983): shares in bins of 0.05,
    /// cases up, controls down.</summary>
    /// <param name="cases">Probabilities of cases, NaN left out.</param>
    /// <param name="controls">Probabilities of controls, NaN left out.</param>
    /// <param name="matched">Probabilities of the controls chosen; none for no third series.</param>
    public static Picture Overlap(IReadOnlyList<double> cases, IReadOnlyList<double> controls, IReadOnlyList<double> matched)
    {
        using var sheet = new PlotSheet("Probability of being a case given the columns matched on", "Share (controls below)", 640, 360);
        void Add(IReadOnlyList<double> values, int sign, double width, Color color, string name)
        {
            double[] known = [.. values.Where(double.IsFinite)];
            if (known.Length == 0)
                return;
            var bins = new double[OverlapBins];
            foreach (var v in known)
                bins[Math.Min(OverlapBins - 1, (int)(v * OverlapBins))] += 1.0 / known.Length;
            var bars = sheet.Plot.Add.Bars(
                [.. Enumerable.Range(0, OverlapBins).Select(i => (i + 0.5) / OverlapBins)],
                [.. bins.Select(b => sign * b)]
            );
            foreach (var bar in bars.Bars)
                (bar.Size, bar.FillColor, bar.LineWidth) = (width / OverlapBins, color, 0);
            bars.LegendText = $"{name} ({known.Length})";
        }

        Add(cases, 1, 0.9, Palette.Vermilion, "cases");
        Add(controls, -1, 0.9, Palette.Sky, "controls");
        Add(matched, -1, 0.4, Palette.Blue, "matched controls");
        sheet.Plot.Add.HorizontalLine(0, 1, Palette.Axis);
        sheet.Plot.Axes.SetLimitsX(0, 1);
        sheet.Legend();
        return sheet.ToPicture("Probabilities of being a case: those of cases above, of controls below.");
    }
}
