using GanCmri.Imaging;

namespace GanCmri.Phenotypes;

/// <summary>A corner of an outline in pixels; (0, 0) is the centre of the first pixel.</summary>
/// <param name="X">Along the row.</param>
/// <param name="Y">Down the column.</param>
internal readonly record struct PolygonPoint(double X, double Y);

/// <summary>Outlines to masks.</summary>
internal static class Polygon
{
    private const int RowsAPixel = 16;

    /// <summary>The pixels whose centre is inside a closed outline (even-odd rule).</summary>
    public static Mask Fill(IReadOnlyList<PolygonPoint> points, int height, int width)
    {
        var inside = new bool[height * width];
        var crossings = new List<double>();
        for (var y = 0; y < height; y++)
        {
            Cross(points, y, crossings);
            for (var k = 0; k + 1 < crossings.Count; k += 2)
            {
                var last = Math.Min(width - 1, (int)Math.Floor(crossings[k + 1]));
                for (var x = Math.Max(0, (int)Math.Ceiling(crossings[k])); x <= last; x++)
                    inside[y * width + x] = true;
            }
        }

        return new Mask(height, width, inside);
    }

    /// <summary>How much of each pixel lies within a closed outline (even-odd rule), 0 to 1, row-major: exact along rows, in 16 steps down
    /// a column.</summary>
    public static float[] Coverage(IReadOnlyList<PolygonPoint> points, int height, int width)
    {
        var covered = new float[height * width];
        var crossings = new List<double>();
        for (var row = 0; row < height * RowsAPixel; row++)
        {
            Cross(points, (row + 0.5) / RowsAPixel - 0.5, crossings);
            for (var k = 0; k + 1 < crossings.Count; k += 2)
            {
                var (from, to) = (Math.Max(-0.5, crossings[k]), Math.Min(width - 0.5, crossings[k + 1]));
                for (var x = (int)Math.Floor(from + 0.5); x < width && x - 0.5 < to; x++)
                    covered[row / RowsAPixel * width + x] += (float)((Math.Min(to, x + 0.5) - Math.Max(from, x - 0.5)) / RowsAPixel);
            }
        }

        return covered;
    }

    /// <summary>Whether two sides of a closed outline cross.</summary>
    public static bool CrossesItself(IReadOnlyList<PolygonPoint> points)
    {
        for (var i = 0; i < points.Count; i++)
        {
            var (a, b) = (points[i], points[(i + 1) % points.Count]);
            for (var k = i + 2; k < points.Count; k++)
            {
                var (c, d) = (points[k], points[(k + 1) % points.Count]);
                if (Turn(a, b, c) * Turn(a, b, d) < 0 && Turn(c, d, a) * Turn(c, d, b) < 0)
                    return true;
            }
        }

        return false;
    }

    private static int Turn(PolygonPoint a, PolygonPoint b, PolygonPoint c) =>
        Math.Sign((b.X - a.X) * (c.Y - a.Y) - (b.Y - a.Y) * (c.X - a.X));

    // Where the outline crosses a row, from left to right.
    private static void Cross(IReadOnlyList<PolygonPoint> points, double y, List<double> crossings)
    {
        crossings.Clear();
        for (var i = 0; i < points.Count; i++)
        {
            var (a, b) = (points[i], points[(i + 1) % points.Count]);
            if (a.Y <= y == b.Y <= y)
                continue;
            crossings.Add(a.X + (y - a.Y) / (b.Y - a.Y) * (b.X - a.X));
        }

        crossings.Sort();
    }
}
