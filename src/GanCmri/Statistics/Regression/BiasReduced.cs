using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>
/// Cluster-robust covariance CR2 with Satterthwaite's degrees of freedom (Bell and McCaffrey 2002; Pustejovsky and Tipton 2018), the
/// working model being independent rows. Each cluster's residuals are spread by (I - H_gg)^-½, here in k x k matrices, so that a cluster
/// may have any number of rows.
/// </summary>
internal static class BiasReduced
{
    // Below this trace of a cluster's share M, eight terms of the series of (I - M)^-½ are exact.
    private const double SmallShare = 0.02;

    private static readonly double[] Series = [1, 0.5, 0.375, 0.3125, 0.2734375, 0.24609375, 0.2255859375, 0.20947265625];

    /// <summary>Computes both; no degrees of freedom (NaN) where one cluster alone decides a coefficient.</summary>
    /// <param name="design">The weighted design at the estimate.</param>
    /// <param name="root">[k, k]: coefficients from those of the whitened design.</param>
    /// <param name="weights">Working weights, n values: 1 (linear), p (1 - p) (logistic).</param>
    /// <param name="residuals">Response less fit, n values.</param>
    /// <param name="clusters">Cluster of each row.</param>
    /// <param name="joint">Sets of coefficients tested together.</param>
    public static CoefficientErrors Of(
        Whitening design,
        Matrix<double> root,
        double[] weights,
        double[] residuals,
        IReadOnlyList<int> clusters,
        IReadOnlyList<int[]> joint
    )
    {
        var k = root.RowCount;
        var meat = Matrix<double>.Build.Dense(k, k);
        ContrastDegrees[] degrees = [.. Enumerable.Range(0, k).Select(j => new ContrastDegrees(root.Row(j)))];
        var tests = joint.Select(set => set.Length > 0 ? new HotellingDegrees(root, set) : null).ToArray();
        foreach (var cluster in Shares(design, weights, residuals, clusters))
        {
            var spread = cluster.Spreading * cluster.Score;
            meat += spread.OuterProduct(spread);
            foreach (var test in tests)
                test?.Add(cluster.Spreading, cluster.Share);
            foreach (var coefficient in degrees)
                coefficient.Add(cluster);
        }

        return new CoefficientErrors(root * meat * root.Transpose(), [.. degrees.Select(d => d.Value)])
        {
            Degrees = contrast =>
            {
                var own = new ContrastDegrees(root.TransposeThisAndMultiply(contrast));
                foreach (var cluster in Shares(design, weights, residuals, clusters))
                    own.Add(cluster);
                return own.Value;
            },
            Hotelling = [.. tests.Select(t => t?.Eta ?? double.NaN)],
        };
    }

    private static IEnumerable<ClusterShare> Shares(Whitening design, double[] weights, double[] residuals, IReadOnlyList<int> clusters)
    {
        foreach (var rows in Enumerable.Range(0, residuals.Length).GroupBy(i => clusters[i]))
        {
            var (share, score) = Sums(design.Columns, weights, residuals, rows);
            var whole = new List<Vector<double>>();
            yield return new ClusterShare(share, score, InverseRoot(share, whole.Add), whole);
        }
    }

    private static (Matrix<double> Share, Vector<double> Score) Sums(
        double[][] u,
        double[] weights,
        double[] residuals,
        IEnumerable<int> rows
    )
    {
        var (share, score) = (Matrix<double>.Build.Dense(u.Length, u.Length), Vector<double>.Build.Dense(u.Length));
        foreach (var i in rows)
        {
            for (var a = 0; a < u.Length; a++)
            {
                score[a] += u[a][i] * residuals[i];
                for (var b = 0; b <= a; b++)
                    share[a, b] += weights[i] * u[a][i] * u[b][i];
            }
        }

        for (var a = 0; a < u.Length; a++)
        for (var b = 0; b < a; b++)
            share[b, a] = share[a, b];
        return (share, score);
    }

    // (I - M)^-½; what M holds whole is left out, as by Moore and Penrose's inverse, and reported.
    private static Matrix<double> InverseRoot(Matrix<double> m, Action<Vector<double>> whole)
    {
        if (m.Trace() < SmallShare)
        {
            var identity = Matrix<double>.Build.DenseIdentity(m.RowCount);
            var sum = identity * Series[^1];
            for (var i = Series.Length - 2; i >= 0; i--)
                sum = m * sum + identity * Series[i];
            return sum;
        }

        var parts = m.Evd(Symmetricity.Symmetric);
        var left = parts.EigenValues.Map(v => 1 - v.Real);
        for (var i = 0; i < left.Count; i++)
            if (left[i] < 1e-8)
                whole(parts.EigenVectors.Column(i));
        return parts.EigenVectors
            * Matrix<double>.Build.DenseOfDiagonalVector(left.Map(v => v < 1e-8 ? 0 : 1 / Math.Sqrt(v)))
            * parts.EigenVectors.Transpose();
    }
}

/// <summary>What a cluster is to the whitened design.</summary>
/// <param name="Share">[k, k]: its part M of the design's cross products.</param>
/// <param name="Score">[k]: its score.</param>
/// <param name="Spreading">[k, k]: (I - M)^-½.</param>
/// <param name="Whole">Directions that it holds whole, so that it alone decides them.</param>
internal sealed record ClusterShare(
    Matrix<double> Share,
    Vector<double> Score,
    Matrix<double> Spreading,
    IReadOnlyList<Vector<double>> Whole
);
