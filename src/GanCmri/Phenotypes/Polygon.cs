using GanCmri.Imaging;

namespace GanCmri.Phenotypes;

/// <summary>A corner of an outline in pixels; (0, 0) is the centre of the first pixel.</summary>
/// <param name="X">Along the row.</param>
/// <param name="Y">Down the column.</param>
internal readonly record struct PolygonPoint(double X, double Y);

/// <summary>Outlines to masks.</summary>
internal static class Polygon
{
    /// <summary>The pixels whose centre is inside a closed outline (even-odd rule).</summary>
    public static Mask Fill(IReadOnlyList<PolygonPoint> points, int height, int width)
    {
        var inside = new bool[height * width];
        var crossings = new List<double>();
        for (var y = 0; y < height; y++)
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
            for (var k = 0; k + 1 < crossings.Count; k += 2)
            {
                var last = Math.Min(width - 1, (int)Math.Floor(crossings[k + 1]));
                for (var x = Math.Max(0, (int)Math.Ceiling(crossings[k])); x <= last; x++)
                    inside[y * width + x] = true;
            }
        }

        return new Mask(height, width, inside);
    }
}
