namespace GanCmri.Reports.Plotting;

/// <summary>The plots of reports, as PNG at twice the shown size. The same data give the same bytes. Values that are NaN (not measurable)
/// leave gaps.</summary>
public static partial class Plots
{
    /// <summary>
    /// A measured phenotype against the guidance step c (the plot of Vukadinovic et al. 2023, over many subjects): a thin line a subject,
    /// the median, the middle half and the middle 95 % of subjects. The axis of the phenotype begins at 0.
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
    ) => PlotSheet.Draw(Charts.Response(steps, subjects, phenotype, note));

    /// <summary>A measured phenotype over the cardiac phase: median and ranges of one or more groups of cines. Its axis begins at
    /// 0.</summary>
    /// <param name="groups">The groups' names and curves; all curves of a group have one length, first frame at phase 0.</param>
    /// <param name="phenotype">Name and unit, e.g. "LV area (px)".</param>
    /// <param name="note">The figures to print on it.</param>
    public static Picture Phase(IReadOnlyList<CurveGroup> groups, string phenotype, string note) =>
        PlotSheet.Draw(Charts.Phase(groups, phenotype, note));

    /// <summary>A measured phenotype over one heart beat, a line with points a cine. Its axis begins at 0.</summary>
    /// <param name="cines">The cines; x is the cardiac phase, % of the cycle from end-diastole.</param>
    /// <param name="phenotype">Name and unit, e.g. "LV area (mm²)".</param>
    /// <param name="note">The figures to print on it; empty for none.</param>
    public static Picture Beat(IReadOnlyList<Curve> cines, string phenotype, string note) =>
        PlotSheet.Draw(Charts.Beat(cines, phenotype, note));

    /// <summary>The distribution of one phenotype as a histogram (bin width by Freedman and Diaconis 1981), with the median
    /// marked.</summary>
    /// <param name="values">The measured values; NaN is left out and counted in the note.</param>
    /// <param name="label">Name and unit, e.g. "LV area at ED (px)".</param>
    public static Picture Histogram(IReadOnlyList<double> values, string label) =>
        PlotSheet.Draw(Charts.Histogram(values, label), 420, 300);

    /// <summary>Two measurements of the same subjects against each other, with the figures of their correlation.</summary>
    /// <param name="x">One value a subject.</param>
    /// <param name="y">One value a subject.</param>
    /// <param name="xLabel">Name and unit.</param>
    /// <param name="yLabel">Name and unit.</param>
    /// <param name="note">e.g. "r = 0.93 (95 % CI 0.87 to 0.96), n = 40".</param>
    public static Picture Scatter(IReadOnlyList<double> x, IReadOnlyList<double> y, string xLabel, string yLabel, string note) =>
        PlotSheet.Draw(Charts.Scatter(x, y, xLabel, yLabel, note), 420, 340);

    /// <summary>The distributions of targets and of measured values as cumulative shares of subjects.</summary>
    /// <param name="target">Values asked for.</param>
    /// <param name="measured">Values measured; NaN is left out.</param>
    /// <param name="label">Name and unit.</param>
    public static Picture Cumulative(IReadOnlyList<double> target, IReadOnlyList<double> measured, string label) =>
        PlotSheet.Draw(Charts.Cumulative(target, measured, label), 420, 340);

    /// <summary>The Bland-Altman plot (1986): differences against means, with the bias and the 95 % limits of agreement (bias ± 1.96
    /// SD).</summary>
    /// <param name="reference">One value a subject by the reference.</param>
    /// <param name="measured">One value a subject by the method under test.</param>
    /// <param name="quantity">Name, e.g. "LV area".</param>
    /// <param name="unit">Its unit, e.g. "mm²".</param>
    public static Picture BlandAltman(IReadOnlyList<double> reference, IReadOnlyList<double> measured, string quantity, string unit) =>
        PlotSheet.Draw(Charts.BlandAltman(reference, measured, quantity, unit), 520, 360);
}
