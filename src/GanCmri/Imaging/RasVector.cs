namespace GanCmri.Imaging;

/// <summary>A direction or step in the patient: x to the right, y to the front, z to the head (RAS), mm.</summary>
internal readonly record struct RasVector(double X, double Y, double Z)
{
    public double Length => Math.Sqrt(Dot(this));

    public double Dot(RasVector other) => X * other.X + Y * other.Y + Z * other.Z;

    public RasVector Cross(RasVector o) => new(Y * o.Z - Z * o.Y, Z * o.X - X * o.Z, X * o.Y - Y * o.X);

    public static RasVector operator +(RasVector a, RasVector b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static RasVector operator -(RasVector a, RasVector b) => a + -1 * b;

    public static RasVector operator *(double factor, RasVector v) => new(factor * v.X, factor * v.Y, factor * v.Z);

    /// <summary>Whether it runs along one of the body's axes.</summary>
    public bool IsAlongAnAxis => Math.Max(Math.Abs(X), Math.Max(Math.Abs(Y), Math.Abs(Z))) > 0.9999 * Length;
}
