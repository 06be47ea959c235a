namespace GanCmri.Imaging.Phantom;

/// <summary>An ellipse, or an egg, in the image plane; lengths in mm, x to the right, y down.</summary>
internal readonly record struct Ellipse
{
    private readonly double _cos,
        _sin;

    public Ellipse(double x, double y, double major, double minor, double angle, double taper = 0)
    {
        (X, Y, Major, Minor, Angle, Taper) = (x, y, major, minor, angle, taper);
        (_sin, _cos) = Math.SinCos(angle);
    }

    /// <summary>Centre, mm.</summary>
    public double X { get; }

    /// <summary>Centre, mm.</summary>
    public double Y { get; }

    /// <summary>First semi-axis, mm, along <see cref="Angle"/>.</summary>
    public double Major { get; }

    /// <summary>Second semi-axis, mm.</summary>
    public double Minor { get; }

    /// <summary>Direction of the first axis, radians from x towards y.</summary>
    public double Angle { get; }

    /// <summary>0 for an ellipse; an egg is narrower by this share at the far end of the first axis and wider at the near end.</summary>
    public double Taper { get; }

    /// <summary>The geometric mean of the semi-axes, mm.</summary>
    public double MeanRadius => Math.Sqrt(Major * Minor);

    /// <summary>The same ellipse with both semi-axes longer.</summary>
    public Ellipse Grown(double mm) => new(X, Y, Major + mm, Minor + mm, Angle, Taper);

    /// <summary>The same shape, larger by a factor.</summary>
    public Ellipse Scaled(double factor) => new(X, Y, Major * factor, Minor * factor, Angle, Taper);

    /// <summary>The distance from the centre in units of the boundary's distance in that direction, squared: below 1 inside.</summary>
    public double RadiusSquared(double x, double y)
    {
        double dx = x - X,
            dy = y - Y,
            u = (dx * _cos + dy * _sin) / Major,
            v = (dy * _cos - dx * _sin) / (Minor * Math.Max(0.1, 1 - Taper * u));
        return u * u + v * v;
    }

    /// <summary>About the distance outside the boundary, mm; negative inside. First order, good for thin layers.</summary>
    public double DistanceMm(double x, double y) => (Math.Sqrt(RadiusSquared(x, y)) - 1) * MeanRadius;
}
