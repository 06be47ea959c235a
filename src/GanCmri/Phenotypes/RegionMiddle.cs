namespace GanCmri.Phenotypes;

/// <summary>The centre of mass of a region, gathered pixel by pixel.</summary>
internal struct RegionMiddle
{
    private double _sum,
        _x,
        _y;

    /// <summary>The middle so far, px.</summary>
    public readonly PolygonPoint Point => new(_x / _sum, _y / _sum);

    /// <summary>Adds a pixel.</summary>
    public void Add(int x, int y, double weight)
    {
        _sum += weight;
        _x += weight * x;
        _y += weight * y;
    }
}
