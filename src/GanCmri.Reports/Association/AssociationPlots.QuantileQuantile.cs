using GanCmri.Reports.Plotting;
using GanCmri.Statistics;
using GanCmri.Statistics.Association;
using GanCmri.Statistics.Tails;
using ScottPlot;

namespace GanCmri.Reports.Association;

internal static partial class AssociationPlots
{
    /// <summary>
    /// Sorted -log10 p against what tests without any effect would give, with the pointwise 95 % band of order statistics and the
    /// inflation factor lambda (median chi-square over its expectation; Devlin and Roeder 1999), of 20 tests or more.
    /// </summary>
    public static Picture QuantileQuantile(IReadOnlyList<AssociationRow> tested)
    {
        using var sheet = new PlotSheet("Expected −log₁₀ p", "Observed −log₁₀ p", 460, 440);
        var n = tested.Count;
        var observed = tested.Select(r => -r.Significance.Log10).OrderDescending().ToArray();
        var expected = Enumerable.Range(1, n).Select(i => -Math.Log10((i - 0.375) / (n + 0.25))).ToArray();
        if (n > 1)
        {
            double[] Band(double p) => [.. Enumerable.Range(1, n).Select(i => -Math.Log10(Quantile.Beta(i, n - i + 1, p)))];
            var band = sheet.Plot.Add.FillY(expected, Band(0.975), Band(0.025));
            (band.FillColor, band.LineWidth) = (Palette.Grid, 0);
        }

        var end = expected[0] * 1.1;
        sheet.Plot.Add.Line(0, 0, end, end).Color = Palette.Axis;
        sheet.Plot.Add.Markers(
            expected.Zip(observed, (x, y) => new Coordinates(x, y)).ToArray(),
            MarkerShape.FilledCircle,
            6,
            Palette.Blue
        );
        var lambda = GenomicControl.Lambda(tested.Select(r => r.Significance));
        var note = Remark(tested.Select(r => r.Source), $"{n} tests{(double.IsNaN(lambda) ? "" : $", λ = {Number(lambda)}")}");
        sheet.Note(note);
        sheet.Plot.Axes.SetLimits(0, end, 0, Math.Max(end, observed[0] * 1.05));
        return sheet.ToPicture($"Quantile-quantile plot of p values: {note}.");
    }
}
