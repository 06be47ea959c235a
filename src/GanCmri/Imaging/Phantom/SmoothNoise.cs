using GanCmri.Runtime;

namespace GanCmri.Imaging.Phantom;

/// <summary>A smooth random field of the plane: values in [-1, 1] on a lattice of pitch 1, joined by smooth steps; repeats every
/// 64.</summary>
internal sealed class SmoothNoise
{
    private const int Side = 64;
    private readonly float[] _lattice = new float[Side * Side];

    public SmoothNoise(RandomStream random)
    {
        for (var i = 0; i < _lattice.Length; i++)
            _lattice[i] = (float)random.Uniform(-1, 1);
    }

    /// <summary>The field at a point, in [-1, 1].</summary>
    public double At(double x, double y)
    {
        double x0 = Math.Floor(x),
            y0 = Math.Floor(y),
            u = Step(x - x0),
            v = Step(y - y0);
        int left = (int)x0 & (Side - 1),
            right = (left + 1) & (Side - 1),
            top = ((int)y0 & (Side - 1)) * Side,
            bottom = (top + Side) & (Side * Side - 1);
        var upper = _lattice[top + left] + u * (_lattice[top + right] - _lattice[top + left]);
        var lower = _lattice[bottom + left] + u * (_lattice[bottom + right] - _lattice[bottom + left]);
        return upper + v * (lower - upper);
    }

    /// <summary>Two octaves of the field, in [-1, 1].</summary>
    public double Rough(double x, double y) => (2 * At(x, y) + At(2.1 * x + 17.3, 2.1 * y + 5.7)) / 3;

    private static double Step(double t) => t * t * (3 - 2 * t);
}
