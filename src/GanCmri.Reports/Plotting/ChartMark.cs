using System.Globalization;

namespace GanCmri.Reports.Plotting;

/// <summary>Something drawn between two axes.</summary>
/// <param name="Kind">How.</param>
/// <param name="Name">As the legend shows it; empty: not there.</param>
/// <param name="Colour">Its place in <see cref="Palette"/>.</param>
/// <param name="X">Places.</param>
/// <param name="Y">Values; NaN leaves a gap.</param>
/// <param name="To">The other edge: y of bands, x of bars; empty otherwise.</param>
internal sealed record ChartMark(
    MarkKind Kind,
    string Name,
    int Colour,
    IReadOnlyList<double> X,
    IReadOnlyList<double> Y,
    IReadOnlyList<double> To
)
{
    /// <summary>A mark of five digits a value.</summary>
    public static ChartMark Of(
        MarkKind kind,
        string name,
        int colour,
        IEnumerable<double> x,
        IEnumerable<double> y,
        IEnumerable<double>? to = null
    ) => new(kind, name, colour, [.. x.Select(Digits)], [.. y.Select(Digits)], [.. (to ?? []).Select(Digits)]);

    private static double Digits(double value) =>
        double.IsFinite(value) ? double.Parse(value.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : value;
}
