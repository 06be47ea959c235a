namespace GanCmri.Phenotypes;

/// <summary>Where a left ventricle is expected in maps: how much a place counts, less and less (Gaussian) with its distance.</summary>
/// <param name="Expected">The most likely place, px.</param>
/// <param name="SigmaPx">Places so far away count 0.61.</param>
/// <param name="FarPx">Regions whose middle is farther away are no left ventricle.</param>
internal readonly record struct PlacePrior(PolygonPoint Expected, double SigmaPx, double FarPx)
{
    private const double WorkingMm = FieldOfView.WorkingPixelMm;

    /// <summary>In a heart crop: half of what lies between the heart and the stomach, and nothing is too far.</summary>
    /// <param name="height">Of the maps, px.</param>
    /// <param name="width">Of the maps, px.</param>
    /// <param name="pixelsAWorkingPx">px of the maps a working px of 1.37 mm.</param>
    public static PlacePrior Middle(int height, int width, double pixelsAWorkingPx) =>
        new(new((width - 1) / 2.0, (height - 1) / 2.0), 35 / WorkingMm * pixelsAWorkingPx, double.PositiveInfinity);

    /// <summary>Where looks at frames and slices agreed: nearer than the right ventricle's middle (36 to 45 mm) and a child's stomach,
    /// which is larger than the tip of its heart.</summary>
    /// <param name="place">The place, px of the maps.</param>
    /// <param name="pixelsAWorkingPx">px of the maps a working px of 1.37 mm.</param>
    public static PlacePrior Found(PolygonPoint place, double pixelsAWorkingPx) =>
        new(place, 14 / WorkingMm * pixelsAWorkingPx, 30 / WorkingMm * pixelsAWorkingPx);

    /// <summary>1 at the expected place, 0.61 one sigma away.</summary>
    public double Weight(int x, int y) => Math.Exp(-SquaredDistance(x, y) / (2 * SigmaPx * SigmaPx));

    /// <summary>Whether a region with this middle is no left ventricle.</summary>
    public bool IsFar(PolygonPoint middle) => SquaredDistance(middle.X, middle.Y) > FarPx * FarPx;

    private double SquaredDistance(double x, double y) => Math.Pow(x - Expected.X, 2) + Math.Pow(y - Expected.Y, 2);
}
