using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Tests.Trajectories;

/// <summary>Latents with a known structure, from a seed.</summary>
internal static class MadeUp
{
    public static float[] Latent(Random random, int length, double sd = 1) =>
        [.. Enumerable.Range(0, length).Select(_ => (float)Normal.Sample(random, 0, sd))];

    public static Matrix<double> Matrix(Random random, int rows, int columns) =>
        Matrix<double>.Build.Dense(rows, columns, (_, _) => Normal.Sample(random, 0, 1));

    /// <summary>
    /// U S V' with the given singular values, U orthonormal and orthogonal to a column of ones, V orthonormal: rows that sum to zero and
    /// whose principal components are known.
    /// </summary>
    public static Matrix<double> WithSingularValues(Random random, int rows, int columns, double[] singular)
    {
        var left = Matrix(random, rows, singular.Length + 1);
        left.SetColumn(0, Vector<double>.Build.Dense(rows, 1));
        var u = left.GramSchmidt().Q.SubMatrix(0, rows, 1, singular.Length);
        var v = Matrix(random, columns, singular.Length).GramSchmidt().Q;
        return u * Matrix<double>.Build.DenseOfDiagonalArray(singular) * v.Transpose();
    }

    public static float[][] Rows(Matrix<double> matrix) => [.. matrix.EnumerateRows().Select(r => r.Select(x => (float)x).ToArray())];

    public static double MaxError(IReadOnlyList<float[]> actual, IReadOnlyList<float[]> expected)
    {
        Assert.Equal(expected.Count, actual.Count);
        return actual.Zip(expected).Max(p => Golden.MaxError(p.First, p.Second));
    }
}
