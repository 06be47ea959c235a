namespace GanCmri.Imaging.Hearts;

/// <summary>Where the left ventricle lies in an image.</summary>
/// <param name="Row">y of the centre, pixels; 0 is the middle of the first row.</param>
/// <param name="Column">x of the centre, pixels; 0 is the middle of the first column.</param>
public sealed record HeartCentre(double Row, double Column)
{
    /// <summary>The mean of the centroids of the masks that hold anything; null if none does.</summary>
    public static HeartCentre? OfMasks(IEnumerable<Mask> masks)
    {
        var centroids = masks.Select(Centroid).OfType<HeartCentre>().ToList();
        return centroids.Count == 0 ? null : new HeartCentre(centroids.Average(c => c.Row), centroids.Average(c => c.Column));
    }

    /// <summary>Distance to another centre, pixels.</summary>
    public double DistanceTo(HeartCentre other) => Math.Sqrt(Math.Pow(Row - other.Row, 2) + Math.Pow(Column - other.Column, 2));

    private static HeartCentre? Centroid(Mask mask)
    {
        double row = 0,
            column = 0;
        var area = 0;
        for (var y = 0; y < mask.Height; y++)
        {
            for (var x = 0; x < mask.Width; x++)
            {
                if (!mask[y, x])
                    continue;
                (row, column, area) = (row + y, column + x, area + 1);
            }
        }

        return area == 0 ? null : new HeartCentre(row / area, column / area);
    }
}
