using GanCmri.Reports.Plotting;
using GanCmri.Statistics;
using GanCmri.Statistics.Association;
using ScottPlot;
using static System.FormattableString;

namespace GanCmri.Reports.Association;

internal static partial class AssociationPlots
{
    private const int MostPrintedVariables = 12;
    private const int CellPx = 14;

    /// <summary>Heat map of Pearson correlations; values are printed while there are at most 12 variables.</summary>
    public static Picture Correlations(CorrelationGrid grid)
    {
        var n = grid.Names.Count;
        var r = new double[n, n];
        for (var i = 0; i < n; i++)
        for (var j = 0; j < n; j++)
            r[i, j] = grid.Cells[i, j].R;
        string[] names = [.. grid.Names.Select(Short)];
        if (n <= MostPrintedVariables)
            return Plots.HeatMap(r, names, names, Unadjusted(grid, "Pearson r"));

        using var sheet = new PlotSheet("", "", 240 + CellPx * n, 190 + CellPx * n);
        var map = sheet.Plot.Add.Heatmap(r);
        map.Colormap = new ScottPlot.Colormaps.CustomInterpolated([Palette.Blue, Colors.White, Palette.Vermilion]);
        map.ManualRange = new ScottPlot.Range(-1, 1);
        map.NaNCellColor = Palette.Grid;
        var bar = sheet.Plot.Add.ColorBar(map);
        bar.Label = "Pearson r";
        double[] places = [.. Enumerable.Range(0, n).Select(i => (double)i)];
        sheet.Plot.Axes.Bottom.SetTicks(places, names);
        sheet.Plot.Axes.Left.SetTicks([.. places.Select(p => n - 1 - p)], names);
        sheet.Plot.Axes.Bottom.TickLabelStyle.Rotation = -90;
        sheet.Plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleRight;
        sheet.Plot.Axes.Bottom.MinimumSize = 90;
        foreach (var axis in sheet.Plot.Axes.GetAxes())
            axis.TickLabelStyle.FontSize = 10;
        sheet.Plot.HideGrid();
        sheet.Plot.Axes.SetLimits(-0.5, n - 0.5, -0.5, n - 0.5);
        var note = Unadjusted(grid, $"Pearson r of {n} variables");
        sheet.Note(note);
        return sheet.ToPicture($"Heat map: {note.Replace('\n', ' ')}.");
    }

    // Covariates are held constant in tests, not here.
    private static string Unadjusted(CorrelationGrid grid, string what)
    {
        int[] n = [.. grid.Cells.Cast<CorrelationResult>().Select(c => c.N)];
        var rows = n.Min() == n.Max() ? Invariant($"n = {n.Max()}") : Invariant($"n = {n.Min()} to {n.Max()}");
        return $"{what}, unadjusted, {rows}"
            + (
                grid.Source == RowSource.Synthetic ? "\n" + SyntheticMark
                : grid.Source.Length > 0 ? $"\n{grid.Source} rows"
                : ""
            );
    }
}
