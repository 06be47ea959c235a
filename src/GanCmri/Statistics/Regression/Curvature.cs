using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>Gradient and second derivatives of a smooth function by central differences of fourth order.</summary>
internal sealed record Curvature(Vector<double> Gradient, Matrix<double> Hessian)
{
    private const double Step = 0.01;

    // Offsets with their weights for f' (over 12 h).
    private static readonly (int Offset, double Weight)[] First = [(-2, 1), (-1, -8), (1, 8), (2, -1)];

    /// <summary>Differentiates.</summary>
    /// <param name="f">A function of logarithms, so that one step fits all.</param>
    /// <param name="x">Where.</param>
    public static Curvature Of(Func<Vector<double>, double> f, Vector<double> x)
    {
        var n = x.Count;
        var middle = f(x);
        double At(int a, int da, int b = 0, int db = 0)
        {
            var moved = x.Clone();
            moved[a] += da * Step;
            moved[b] += db * Step;
            return f(moved);
        }

        var hessian = Matrix<double>.Build.Dense(n, n);
        for (var a = 0; a < n; a++)
        {
            hessian[a, a] = (16 * (At(a, 1) + At(a, -1)) - At(a, 2) - At(a, -2) - 30 * middle) / (12 * Step * Step);
            for (var b = 0; b < a; b++)
                hessian[a, b] = hessian[b, a] =
                    First.Sum(i => First.Sum(j => i.Weight * j.Weight * At(a, i.Offset, b, j.Offset))) / Math.Pow(12 * Step, 2);
        }

        return new Curvature(Slope(v => f(v), x), hessian);
    }

    /// <summary>The gradient alone.</summary>
    public static Vector<double> Slope(Func<Vector<double>, double> f, Vector<double> x) =>
        Vector<double>.Build.Dense(
            x.Count,
            a =>
                First.Sum(i =>
                {
                    var moved = x.Clone();
                    moved[a] += i.Offset * Step;
                    return i.Weight * f(moved);
                }) / (12 * Step)
        );
}
