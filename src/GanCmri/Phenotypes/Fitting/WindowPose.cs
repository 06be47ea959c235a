namespace GanCmri.Phenotypes.Fitting;

/// <summary>Where a training window lies in a frame: output offset (u, v) px from the window's centre is source pixel centre + M (u,
/// v).</summary>
/// <param name="X">Window centre, source px (pixel centres at integers).</param>
/// <param name="Y">Window centre, source px.</param>
/// <param name="Xx">M, row x, column u.</param>
/// <param name="Xy">M, row x, column v.</param>
/// <param name="Yx">M, row y, column u.</param>
/// <param name="Yy">M, row y, column v.</param>
internal readonly record struct WindowPose(double X, double Y, double Xx, double Xy, double Yx, double Yy)
{
    // Most windows show the heart as scanners do; the others keep the network from failing where an image is turned or mirrored.
    private const double UprightShare = 0.85;
    private const double TiltRadians = 0.35;

    /// <summary>A random pose: in 85 % upright and tilted by 20° (one standard deviation), else any rotation, mirrored half the time; size
    /// from 0.6 to 1.6, most within 0.8 to 1.2, shear near none, centre near a point.</summary>
    /// <param name="random">Source of randomness.</param>
    /// <param name="around">The point the window is near, source px.</param>
    /// <param name="shiftPx">Greatest distance of the centre from it along each axis, source px.</param>
    /// <param name="pixel">Source px a window px at size one.</param>
    public static WindowPose Draw(Random random, PolygonPoint around, double shiftPx, double pixel)
    {
        double Between(double low, double high) => low + (high - low) * random.NextDouble();
        var upright = random.NextDouble() < UprightShare;
        var angle = upright ? TiltRadians * Gaussian(random) : Between(0, 2 * Math.PI);
        var scale = pixel * Math.Exp(Math.Clamp(0.16 * Gaussian(random), -0.45, 0.45));
        var stretch = Math.Exp(Between(-0.08, 0.08));
        var mirror = upright || random.Next(2) == 0 ? 1 : -1;
        var (cos, sin) = (Math.Cos(angle), Math.Sin(angle));
        var (sx, sy, shear) = (scale * stretch * mirror, scale / stretch, Between(-0.08, 0.08));
        return new WindowPose(
            around.X + Between(-shiftPx, shiftPx),
            around.Y + Between(-shiftPx, shiftPx),
            cos * sx,
            cos * sx * shear - sin * sy,
            sin * sx,
            sin * sx * shear + cos * sy
        );
    }

    /// <summary>Offset (u, v) from the window's centre, window px, at which a source point appears.</summary>
    public PolygonPoint ToWindow(PolygonPoint source)
    {
        var (dx, dy) = (source.X - X, source.Y - Y);
        var determinant = Xx * Yy - Xy * Yx;
        return new PolygonPoint((Yy * dx - Xy * dy) / determinant, (Xx * dy - Yx * dx) / determinant);
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
