using ScottPlot;

namespace GanCmri.Reports.Plotting;

/// <summary>The plots of reports, as PNG at twice the shown size. The same data give the same bytes. Values that are NaN (not measurable)
/// leave gaps.</summary>
public static partial class Plots
{
    /// <summary>
    /// A measured phenotype against the guidance step c (the plot of Vukadinovic et al. 2023, over many subjects): a thin line a subject,
    /// the median, the middle half and the middle 95 % of subjects.
    /// </summary>
    /// <param name="steps">The values of c, ascending.</param>
    /// <param name="subjects">One curve a subject, each as long as <paramref name="steps"/>.</param>
    /// <param name="phenotype">Name and unit, e.g. "LV area (px)".</param>
    /// <param name="note">The figures to print on it, e.g. "n = 40, median r = 0.98".</param>
    public static Picture Response(
        IReadOnlyList<double> steps,
        IReadOnlyList<IReadOnlyList<double>> subjects,
        string phenotype,
        string note
    )
    {
        using var sheet = new PlotSheet("Guidance step c", phenotype);
        DrawBundle(sheet.Plot, [.. steps], subjects, Palette.Blue, withSubjects: true);
        sheet.Plot.Add.VerticalLine(0, 1, Palette.Axis, LinePattern.Dotted);
        sheet.Note(note);
        sheet.Legend();
        return sheet.ToPicture($"{phenotype} against guidance step c for {subjects.Count} subjects with median and ranges. {note}");
    }

    /// <summary>A measured phenotype over the cardiac phase: median and ranges of one or more groups of cines.</summary>
    /// <param name="groups">The groups' names and curves; all curves of a group have one length, first frame at phase 0.</param>
    /// <param name="phenotype">Name and unit, e.g. "LV area (px)".</param>
    /// <param name="note">The figures to print on it.</param>
    public static Picture Phase(IReadOnlyList<CurveGroup> groups, string phenotype, string note)
    {
        using var sheet = new PlotSheet("Cardiac phase (% of the cycle, 0 = ED)", phenotype);
        foreach (var (index, group) in groups.Index())
        {
            var frames = group.Curves[0].Count;
            var phase = Enumerable.Range(0, frames).Select(i => 100.0 * i / frames).ToArray();
            DrawBundle(sheet.Plot, phase, group.Curves, Palette.Of(index), withSubjects: groups.Count == 1, group.Name + ", ");
        }

        sheet.Note(note);
        sheet.Legend();
        return sheet.ToPicture(
            $"{phenotype} over the cardiac cycle for {string.Join(" and ", groups.Select(g => $"{g.Curves.Count} cines ({g.Name})"))}. "
                + $"{note}"
        );
    }

    private static void DrawBundle(
        Plot plot,
        double[] x,
        IReadOnlyList<IReadOnlyList<double>> curves,
        Color color,
        bool withSubjects,
        string prefix = ""
    )
    {
        var q = Quantiles.Across(curves);
        if (withSubjects)
            Band(plot, x, q.Lower, q.Upper, color.WithAlpha(.10), "middle 95 % of subjects");
        Band(plot, x, q.LowerQuartile, q.UpperQuartile, color.WithAlpha(.22), prefix + "middle half");
        if (withSubjects)
        {
            foreach (var curve in curves)
            {
                var line = plot.Add.ScatterLine(x, curve.ToArray(), color.WithAlpha(.28));
                line.LineWidth = .8f;
            }
        }

        var median = plot.Add.ScatterLine(x, q.Median, color);
        median.LineWidth = 3;
        median.LegendText = prefix + "median";
    }

    private static void Band(Plot plot, double[] x, double[] lower, double[] upper, Color color, string legend)
    {
        var known = Enumerable.Range(0, x.Length).Where(i => double.IsFinite(lower[i]) && double.IsFinite(upper[i])).ToArray();
        if (known.Length < 2)
            return;
        var band = plot.Add.FillY([.. known.Select(i => x[i])], [.. known.Select(i => lower[i])], [.. known.Select(i => upper[i])]);
        band.FillColor = color;
        band.LineWidth = 0;
        band.MarkerSize = 0;
        band.LegendText = legend;
    }
}
