using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Training.Augmentation;

/// <summary>
/// Homogeneous matrices of the plane (in single precision like the reference: a quarter turn is off by 4e-8 there, which decides whether
/// a margin grows by one pixel) and of colour space.
/// </summary>
internal static class Affine
{
    private static readonly MatrixBuilder<double> M = Matrix<double>.Build;

    public static Matrix<float> Translate(double x, double y) => Plane(1, 0, x, 0, 1, y);

    public static Matrix<float> Scale(double x, double y) => Plane(x, 0, 0, 0, y, 0);

    public static Matrix<float> Rotate(double angle)
    {
        var (sin, cos) = Math.SinCos((float)angle);
        return Plane(cos, -sin, 0, sin, cos, 0);
    }

    public static Matrix<double> Shift3(double by) =>
        M.DenseOfArray(
            new[,]
            {
                { 1, 0, 0, by },
                { 0, 1, 0, by },
                { 0, 0, 1, by },
                { 0, 0, 0, 1 },
            }
        );

    public static Matrix<double> Scale3(double by) => M.DenseOfDiagonalArray([by, by, by, 1]);

    /// <summary>A turn about the grey axis.</summary>
    public static Matrix<double> TurnAboutGrey(double angle)
    {
        var v = 1 / Math.Sqrt(3);
        var (s, c) = Math.SinCos(angle);
        var d = v * v * (1 - c);
        return M.DenseOfArray(
            new[,]
            {
                { d + c, d - v * s, d + v * s, 0 },
                { d + v * s, d + c, d - v * s, 0 },
                { d - v * s, d + v * s, d + c, 0 },
                { 0, 0, 0, 1 },
            }
        );
    }

    /// <summary>The projection on the grey axis.</summary>
    public static Matrix<double> Grey { get; } = M.Dense(4, 4, (i, j) => i < 3 && j < 3 ? 1 / 3.0 : 0);

    public static Matrix<double> Identity(int n) => M.DenseIdentity(n);

    private static Matrix<float> Plane(double a, double b, double c, double d, double e, double f) =>
        Matrix<float>.Build.DenseOfArray(
            new[,]
            {
                { (float)a, (float)b, (float)c },
                { (float)d, (float)e, (float)f },
                { 0, 0, 1 },
            }
        );
}
