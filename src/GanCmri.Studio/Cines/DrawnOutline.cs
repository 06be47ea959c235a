using GanCmri.Imaging;
using GanCmri.Phenotypes;
using GanCmri.Runtime;

namespace GanCmri.Studio.Cines;

/// <summary>Corners that a page sent.</summary>
internal static class DrawnOutline
{
    private const int FewestCorners = 3,
        MostCorners = 5000;
    private const double LeastPx = 1;

    /// <summary>The corners of an outline.</summary>
    /// <param name="numbers">x and y in turn, px.</param>
    /// <param name="frame">The frame it is drawn on.</param>
    /// <exception cref="InputException">They are no outline within the frame, or its sides cross.</exception>
    public static PolygonPoint[] Corners(IReadOnlyList<double> numbers, GrayImage frame)
    {
        if (numbers.Count is < 2 * FewestCorners or > 2 * MostCorners || numbers.Count % 2 != 0 || !numbers.All(double.IsFinite))
            throw Wrong("x and y of 3 to 5,000 corners", $"{numbers.Count} numbers");
        PolygonPoint[] corners = [.. numbers.Chunk(2).Select(c => new PolygonPoint(c[0], c[1]))];
        if (corners.Any(c => c.X < -1 || c.X > frame.Width || c.Y < -1 || c.Y > frame.Height))
            throw Wrong("corners within the frame", "some outside");
        return Polygon.CrossesItself(corners) ? throw Wrong("an outline whose sides do not cross", "one that crosses itself") : corners;
    }

    /// <summary>Refuses an outline of next to nothing.</summary>
    /// <exception cref="InputException">It encloses less than a pixel.</exception>
    public static void RequireArea(PolygonPoint[] corners, SoftOutline drawn)
    {
        if (drawn.Mask.Area == 0 || Polygon.Coverage(corners, drawn.Mask.Height, drawn.Mask.Width).Sum() < LeastPx)
            throw Wrong("one that encloses at least one pixel of the frame", "less");
    }

    private static InputException Wrong(string expected, string found) => new("outline", expected, found, "draw it again");
}
