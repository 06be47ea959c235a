using GanCmri.Runtime;
using MathNet.Numerics.Statistics;
using ScottPlot;

namespace GanCmri.Reports.Plotting;

public static partial class Plots
{
    /// <summary>The Bland-Altman plot (1986): differences against means, with the bias and the 95 % limits of agreement (bias ± 1.96
    /// SD).</summary>
    /// <param name="reference">One value a subject by the reference.</param>
    /// <param name="measured">One value a subject by the method under test.</param>
    /// <param name="quantity">Name, e.g. "LV area".</param>
    /// <param name="unit">Its unit, e.g. "mm²".</param>
    public static Picture BlandAltman(IReadOnlyList<double> reference, IReadOnlyList<double> measured, string quantity, string unit)
    {
        using var sheet = new PlotSheet($"Mean {quantity} of both ({unit})", $"Measured − reference ({unit})", 520, 360);
        var pairs = reference.Zip(measured).Where(p => double.IsFinite(p.First) && double.IsFinite(p.Second)).ToArray();
        var differences = pairs.Select(p => p.Second - p.First).ToArray();
        double bias = differences.Mean(),
            spread = 1.96 * differences.StandardDeviation();
        sheet.Plot.Add.Markers(
            pairs.Select(p => new Coordinates((p.First + p.Second) / 2, p.Second - p.First)).ToArray(),
            MarkerShape.FilledCircle,
            7,
            Palette.Blue.WithAlpha(.6)
        );
        sheet.Plot.Add.HorizontalLine(0, 1, Palette.Axis);
        sheet.Plot.Add.HorizontalLine(bias, 2, Palette.Vermilion);
        if (double.IsFinite(spread))
        {
            sheet.Plot.Add.HorizontalLine(bias - spread, 1.5f, Palette.Vermilion, LinePattern.Dashed);
            sheet.Plot.Add.HorizontalLine(bias + spread, 1.5f, Palette.Vermilion, LinePattern.Dashed);
        }

        var note =
            $"bias {Figures.Short(bias)} {unit}; limits of agreement {Figures.Short(bias - spread)} to {Figures.Short(bias + spread)}; "
            + $"n = {pairs.Length}";
        sheet.Note(note);
        return sheet.ToPicture($"Bland-Altman plot of {quantity}: {note}.");
    }
}
