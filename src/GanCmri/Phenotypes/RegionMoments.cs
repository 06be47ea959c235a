using GanCmri.Imaging;

namespace GanCmri.Phenotypes;

/// <summary>Area, centre and the ellipse of equal second moments of a weighted region.</summary>
/// <param name="AreaPx">Sum of weights, px.</param>
/// <param name="Centre">Centre of mass, px; pixel centres at integers.</param>
/// <param name="MajorAxisPx">Full length of the ellipse's long axis, px.</param>
/// <param name="MinorAxisPx">Full length of its short axis, px.</param>
/// <param name="AngleRad">Direction of the long axis from the row direction, -pi/2..pi/2.</param>
internal readonly record struct RegionMoments(double AreaPx, PolygonPoint Centre, double MajorAxisPx, double MinorAxisPx, double AngleRad)
{
    /// <summary>Short by long axis: 1 is a circle (the field's sphericity index).</summary>
    public double SphericityIndex => MinorAxisPx / MajorAxisPx;

    /// <summary>sqrt(1 - (short / long)²): 0 is a circle.</summary>
    public double Eccentricity => Math.Sqrt(Math.Max(0, 1 - SphericityIndex * SphericityIndex));

    /// <summary>Measures a map of weights 0..1, e.g. probabilities: the sum changes smoothly where counting pixels would jump.</summary>
    /// <param name="weights">Weights, row-major.</param>
    /// <param name="columnScale">Length of a pixel along the row in the result's unit, 1 for px.</param>
    /// <param name="rowScale">Length of a pixel down the column in the result's unit, 1 for px.</param>
    public static RegionMoments Of(GrayImage weights, double columnScale = 1, double rowScale = 1)
    {
        double sum = 0,
            sumX = 0,
            sumY = 0;
        Each(weights, (x, y, w) => (sum, sumX, sumY) = (sum + w, sumX + w * x, sumY + w * y));
        var (cx, cy) = (sumX / sum, sumY / sum);
        double xx = 0,
            yy = 0,
            xy = 0;
        Each(
            weights,
            (x, y, w) => (xx, yy, xy) = (xx + w * (x - cx) * (x - cx), yy + w * (y - cy) * (y - cy), xy + w * (x - cx) * (y - cy))
        );

        // A full ellipse has a second moment of a quarter of its semi-axis squared along each axis.
        var (a, b, c) = (xx / sum * columnScale * columnScale, yy / sum * rowScale * rowScale, xy / sum * columnScale * rowScale);
        var (half, root) = ((a + b) / 2, Math.Sqrt((a - b) * (a - b) / 4 + c * c));
        return new RegionMoments(
            sum * columnScale * rowScale,
            new PolygonPoint(cx, cy),
            4 * Math.Sqrt(half + root),
            4 * Math.Sqrt(Math.Max(0, half - root)),
            0.5 * Math.Atan2(2 * c, a - b)
        );
    }

    private static void Each(GrayImage weights, Action<double, double, double> add)
    {
        for (var y = 0; y < weights.Height; y++)
        {
            for (var x = 0; x < weights.Width; x++)
            {
                var w = weights[y, x];
                if (w > 0)
                    add(x, y, w);
            }
        }
    }
}
