using System.Numerics.Tensors;
using GanCmri.Runtime;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics;

/// <summary>
/// The squared Fréchet (Wasserstein-2) distance of two normal distributions: |m1 - m2|² + tr(S1 + S2 - 2 (S1 S2)^½)
/// (Dowson and Landau 1982; Heusel et al. 2017, equation 6). Named after its features: FID, cFID, FVD.
/// </summary>
internal static class FrechetDistance
{
    /// <summary>The distance of the normal distributions with the samples' means and covariances (divisor n).</summary>
    /// <param name="a">n rows of d features.</param>
    /// <param name="b">m rows of d features; m may differ from n, and both may be smaller than d.</param>
    /// <exception cref="ArgumentException">No rows, or rows of different lengths.</exception>
    public static double Between(IReadOnlyList<double[]> a, IReadOnlyList<double[]> b)
    {
        var features = FeatureRows.Width(a, b);
        double[] meanA = FeatureRows.Mean(a),
            meanB = FeatureRows.Mean(b);
        double[][] centredA = Centred(a, meanA),
            centredB = Centred(b, meanB);
        var ends = TensorPrimitives.Distance<double>(meanA, meanB);
        var traces =
            centredA.Sum(r => TensorPrimitives.SumOfSquares<double>(r)) + centredB.Sum(r => TensorPrimitives.SumOfSquares<double>(r));
        // With fewer rows than features, the non-zero eigenvalues of S1 S2 are the squared singular values of A B'.
        var root =
            Math.Min(a.Count, b.Count) < features
                ? RootOfFewRows(centredA, centredB)
                : RootTrace(Covariance(centredA), Covariance(centredB));
        return ends * ends + traces - 2 * root;
    }

    /// <summary>The distance of two normal distributions.</summary>
    /// <param name="meanA">d values.</param>
    /// <param name="covarianceA">d x d, symmetric, positive semidefinite.</param>
    /// <param name="meanB">d values.</param>
    /// <param name="covarianceB">d x d, symmetric, positive semidefinite.</param>
    /// <exception cref="ArgumentException">Sizes differ, or a value is not finite.</exception>
    public static double Between(double[] meanA, double[,] covarianceA, double[] meanB, double[,] covarianceB)
    {
        var d = meanA.Length;
        if (
            meanB.Length != d
            || covarianceA.GetLength(0) != d
            || covarianceA.GetLength(1) != d
            || covarianceB.GetLength(0) != d
            || covarianceB.GetLength(1) != d
        )
            throw new ArgumentException($"expected two means of {d} values and two {d} x {d} covariances");
        Require.Finite(meanA);
        Require.Finite(meanB);
        Require.Finite([.. covarianceA.Cast<double>()], nameof(covarianceA));
        Require.Finite([.. covarianceB.Cast<double>()], nameof(covarianceB));
        Matrix<double> s1 = Matrix<double>.Build.DenseOfArray(covarianceA),
            s2 = Matrix<double>.Build.DenseOfArray(covarianceB);
        var ends = TensorPrimitives.Distance<double>(meanA, meanB);
        return ends * ends + s1.Trace() + s2.Trace() - 2 * RootTrace(s1, s2);
    }

    // tr (S1 S2)^½ from the eigenvalues of L' S2 L, where S1 = L L': symmetric, so real and not negative but for rounding.
    private static double RootTrace(Matrix<double> s1, Matrix<double> s2)
    {
        var factor = SemidefiniteCholesky(s1);
        return SumOfRoots(factor.TransposeThisAndMultiply(s2 * factor));
    }

    private static double RootOfFewRows(double[][] a, double[][] b)
    {
        if (a.Length > b.Length)
            (a, b) = (b, a);
        var cross = Matrix<double>.Build.Dense(a.Length, b.Length, (i, j) => TensorPrimitives.Dot<double>(a[i], b[j]));
        return SumOfRoots(cross.TransposeAndMultiply(cross));
    }

    private static double SumOfRoots(Matrix<double> symmetric) =>
        ((symmetric + symmetric.Transpose()) / 2).Evd(Symmetricity.Symmetric).EigenValues.Sum(v => Math.Sqrt(Math.Max(0, v.Real)));

    // A pivot that is zero but for rounding has a zero column below it (Golub and Van Loan, section 4.2.8).
    private static Matrix<double> SemidefiniteCholesky(Matrix<double> s)
    {
        var n = s.RowCount;
        var rows = Enumerable.Range(0, n).Select(_ => new double[n]).ToArray();
        var smallest = n * 2.2e-16 * Enumerable.Range(0, n).Max(i => s[i, i]);
        for (var j = 0; j < n; j++)
        {
            var pivot = s[j, j] - TensorPrimitives.SumOfSquares<double>(rows[j].AsSpan(0, j));
            if (pivot <= smallest)
                continue;
            rows[j][j] = Math.Sqrt(pivot);
            for (var i = j + 1; i < n; i++)
                rows[i][j] = (s[i, j] - TensorPrimitives.Dot<double>(rows[i].AsSpan(0, j), rows[j].AsSpan(0, j))) / rows[j][j];
        }

        return Matrix<double>.Build.DenseOfRowArrays(rows);
    }

    // Rows less the mean, over the root of their number, so that A'A is the covariance.
    private static double[][] Centred(IReadOnlyList<double[]> rows, double[] mean)
    {
        var scale = 1 / Math.Sqrt(rows.Count);
        return
        [
            .. rows.Select(row =>
            {
                var centred = new double[mean.Length];
                TensorPrimitives.Subtract(row, mean, centred);
                TensorPrimitives.Multiply(centred, scale, centred);
                return centred;
            }),
        ];
    }

    private static Matrix<double> Covariance(double[][] centred)
    {
        var d = centred[0].Length;
        var columns = Enumerable.Range(0, d).Select(j => Array.ConvertAll(centred, r => r[j])).ToArray();
        var covariance = Matrix<double>.Build.Dense(d, d);
        for (var i = 0; i < d; i++)
        for (var j = 0; j <= i; j++)
            covariance[i, j] = covariance[j, i] = TensorPrimitives.Dot<double>(columns[i], columns[j]);
        return covariance;
    }
}
