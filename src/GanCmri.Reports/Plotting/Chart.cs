namespace GanCmri.Reports.Plotting;

/// <summary>What a chart shows, however it is drawn: as PNG (<see cref="PlotSheet"/>), or on a page, as wide as that is and in its colours
/// (web/src/charts/marks.tsx).</summary>
/// <param name="XTitle">Name and unit.</param>
/// <param name="YTitle">Name and unit.</param>
/// <param name="X">First and last value of the axis.</param>
/// <param name="Y">First and last value of the axis.</param>
/// <param name="Note">n, estimate and interval; empty: none.</param>
/// <param name="AltText">What it shows, for who cannot see it.</param>
/// <param name="Marks">What is drawn, the first below the others.</param>
internal sealed record Chart(
    string XTitle,
    string YTitle,
    double[] X,
    double[] Y,
    string Note,
    string AltText,
    IReadOnlyList<ChartMark> Marks
)
{
    private const double Room = .05;

    /// <summary>An axis that begins at 0, so that what moves looks as large as it is.</summary>
    public static double[] FromZero(IEnumerable<double> values)
    {
        double[] known = [0, .. values.Where(double.IsFinite)];
        var (least, most) = (known.Min(), known.Max());
        return
        [
            least < 0 ? least * (1 + Room) : 0,
            most > 0 ? most * (1 + Room)
            : least < 0 ? 0
            : 1,
        ];
    }

    /// <summary>An axis about the values, for clouds of points.</summary>
    public static double[] About(IEnumerable<double> values)
    {
        double[] known = [.. values.Where(double.IsFinite)];
        if (known.Length == 0)
            return [0, 1];
        var room = known.Max() > known.Min() ? (known.Max() - known.Min()) * Room : 1;
        return [known.Min() - room, known.Max() + room];
    }
}
