using GanCmri.Imaging;
using MathNet.Numerics.Statistics;

namespace GanCmri.Phenotypes;

/// <summary>How well two outlines of one frame agree.</summary>
/// <param name="Dice">2 |A and B| / (|A| + |B|): 1 is the same; two empty masks agree.</param>
/// <param name="HausdorffPx">Greatest distance from a border of one to the nearest border of the other, px; NaN if one is empty.</param>
/// <param name="Hausdorff95Px">The 95th percentile of those distances, the greater of the two directions, px; NaN if one is empty.</param>
/// <param name="AreaPx">Area of the first, px.</param>
/// <param name="ReferenceAreaPx">Area of the second, px.</param>
internal sealed record MaskAgreement(double Dice, double HausdorffPx, double Hausdorff95Px, double AreaPx, double ReferenceAreaPx)
{
    /// <summary>Compares a mask with a reference of the same size.</summary>
    public static MaskAgreement Of(Mask mask, Mask reference)
    {
        if (mask.Height != reference.Height || mask.Width != reference.Width)
            throw new ArgumentException(
                $"expected {reference.Height} x {reference.Width}, found {mask.Height} x {mask.Width}",
                nameof(mask)
            );
        var both = mask.Inside.Zip(reference.Inside, (a, b) => a && b).Count(v => v);
        var (a, b) = (mask.Area, reference.Area);
        var dice = a + b == 0 ? 1 : 2.0 * both / (a + b);
        var (edgeA, edgeB) = (Border(mask), Border(reference));
        if (edgeA.Count == 0 || edgeB.Count == 0)
            return new MaskAgreement(dice, double.NaN, double.NaN, a, b);
        double[] there = Distances(edgeA, edgeB),
            back = Distances(edgeB, edgeA);
        return new MaskAgreement(dice, Math.Max(there[^1], back[^1]), Math.Max(Share95(there), Share95(back)), a, b);
    }

    private static List<PolygonPoint> Border(Mask mask)
    {
        bool Inside(int y, int x) => y >= 0 && x >= 0 && y < mask.Height && x < mask.Width && mask[y, x];
        var points = new List<PolygonPoint>();
        for (var y = 0; y < mask.Height; y++)
        {
            for (var x = 0; x < mask.Width; x++)
            {
                if (mask[y, x] && !(Inside(y - 1, x) && Inside(y + 1, x) && Inside(y, x - 1) && Inside(y, x + 1)))
                    points.Add(new PolygonPoint(x, y));
            }
        }

        return points;
    }

    // From each border point of one to the nearest of the other, px, in order.
    private static double[] Distances(List<PolygonPoint> from, List<PolygonPoint> to) =>
        [.. from.Select(a => Math.Sqrt(to.Min(b => (a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y)))).Order()];

    private static double Share95(double[] sorted) => SortedArrayStatistics.Quantile(sorted, 0.95);
}
