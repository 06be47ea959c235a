using ScottPlot;

namespace GanCmri.Reports.Plotting;

public static partial class Plots
{
    /// <summary>A measured phenotype over one heart beat, a line with points a cine.</summary>
    /// <param name="cines">The cines; x is the cardiac phase, % of the cycle from end-diastole.</param>
    /// <param name="phenotype">Name and unit, e.g. "LV area (mm²)".</param>
    /// <param name="note">The figures to print on it; empty for none.</param>
    public static Picture Beat(IReadOnlyList<Curve> cines, string phenotype, string note)
    {
        using var sheet = new PlotSheet("Cardiac phase (% of the cycle, 0 = ED)", phenotype);
        foreach (var (index, cine) in cines.Index())
        {
            var line = sheet.Plot.Add.Scatter(cine.X.ToArray(), cine.Y.ToArray(), Palette.Of(index));
            line.LineWidth = 2;
            line.MarkerSize = 4;
            line.LegendText = cine.Name;
        }

        if (note.Length > 0)
            sheet.Note(note);
        sheet.Legend();
        return sheet.ToPicture($"{phenotype} over the cardiac cycle: {string.Join(", ", cines.Select(c => c.Name))}. {note}".TrimEnd());
    }
}
