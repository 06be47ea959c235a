using GanCmri.Imaging;

namespace GanCmri.Phenotypes;

/// <summary>
/// Wall thickness of one slice in the six sectors of the American Heart Association's model (Cerqueira et al., Circulation 105:539, 2002):
/// the middle of the septum is where the right ventricle lies, and sectors follow clockwise in the usual display (seen from the apex). A
/// mirrored image swaps anterior and inferior.
/// </summary>
/// <param name="AnteriorMm">Segment 1, 7 or 13; mm.</param>
/// <param name="AnteroseptalMm">Segment 2, 8 or 14.</param>
/// <param name="InferoseptalMm">Segment 3, 9 or 14.</param>
/// <param name="InferiorMm">Segment 4, 10 or 15.</param>
/// <param name="InferolateralMm">Segment 5, 11 or 16.</param>
/// <param name="AnterolateralMm">Segment 6, 12 or 16.</param>
public sealed record WallSegments(
    double AnteriorMm,
    double AnteroseptalMm,
    double InferoseptalMm,
    double InferiorMm,
    double InferolateralMm,
    double AnterolateralMm
)
{
    private const int Sectors = 6;
    private const int RaysASector = 12;
    private const double StepPx = 0.1;

    /// <summary>Measures along rays from the cavity's centre; null where epicardium, right ventricle or pixel size are unknown.</summary>
    public static WallSegments? Of(Segmentation outline, PixelSpacing? spacing)
    {
        if (
            spacing is null
            || outline.Epicardium is not { } epicardium
            || outline.RightCavity is not { Area: > 0 } right
            || outline.Cavity.Area == 0
        )
            return null;
        var (centre, septum) = (Centre(outline.Cavity), Centre(right));
        var toSeptum = Math.Atan2((septum.Y - centre.Y) * spacing.RowMm, (septum.X - centre.X) * spacing.ColumnMm);

        // y runs downwards, so growing angles turn clockwise on the screen: from the middle of a septum at the left, up to the anterior
        // wall.
        double Sector(int first) =>
            Enumerable
                .Range(0, RaysASector)
                .Select(ray => toSeptum + 2 * Math.PI * (first + (ray + 0.5) / RaysASector) / Sectors)
                .Average(angle => Reach(epicardium, centre, angle, spacing) - Reach(outline.Cavity, centre, angle, spacing));
        return new WallSegments(Sector(1), Sector(0), Sector(-1), Sector(-2), Sector(3), Sector(2));
    }

    // The farthest point of a region along a ray, mm: half-way between the last pixel inside and the first outside.
    private static double Reach(Mask mask, PolygonPoint centre, double angle, PixelSpacing spacing)
    {
        var smallest = Math.Min(spacing.RowMm, spacing.ColumnMm);
        var (dx, dy) = (Math.Cos(angle) / spacing.ColumnMm, Math.Sin(angle) / spacing.RowMm);
        var farthest = 0.0;
        for (var mm = 0.0; ; mm += StepPx * smallest)
        {
            var (x, y) = ((int)Math.Round(centre.X + mm * dx), (int)Math.Round(centre.Y + mm * dy));
            if (x < 0 || y < 0 || x >= mask.Width || y >= mask.Height)
                return farthest;
            if (mask[y, x])
                farthest = mm;
        }
    }

    private static PolygonPoint Centre(Mask mask) =>
        RegionMoments.Of(new GrayImage(mask.Height, mask.Width, Array.ConvertAll(mask.Inside, i => i ? 1f : 0f))).Centre;
}
