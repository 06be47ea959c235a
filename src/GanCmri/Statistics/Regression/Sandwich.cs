using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>Robust covariances: bread, meat, bread.</summary>
internal static class Sandwich
{
    /// <summary>
    /// Cluster-robust covariance with the finite-sample factor G/(G-1) (n-1)/(n-k) (CR1; Liang and Zeger 1986, Cameron and
    /// Miller 2015, equation 12).
    /// </summary>
    /// <param name="bread">Inverse information, [k, k], intercept first.</param>
    /// <param name="columns">Columns of the design without the intercept, n values each.</param>
    /// <param name="residuals">Response less fit, n values.</param>
    /// <param name="clusters">Cluster of each row, from 0.</param>
    public static Matrix<double> Clustered(
        Matrix<double> bread,
        IReadOnlyList<double[]> columns,
        double[] residuals,
        IReadOnlyList<int> clusters
    )
    {
        int n = residuals.Length,
            k = bread.RowCount,
            groups = Count(clusters);
        var scores = Matrix<double>.Build.Dense(clusters.Max() + 1, k);
        for (var i = 0; i < n; i++)
        {
            scores[clusters[i], 0] += residuals[i];
            for (var j = 0; j < columns.Count; j++)
                scores[clusters[i], j + 1] += residuals[i] * columns[j][i];
        }

        var factor = groups / (groups - 1.0) * (n - 1.0) / (n - k);
        return bread * scores.TransposeThisAndMultiply(scores) * bread * factor;
    }

    /// <summary>Cluster-robust covariance of a likelihood's scores with the factor G/(G-1).</summary>
    /// <param name="bread">Inverse information, [k, k].</param>
    /// <param name="scores">Score of each row, [n][k].</param>
    /// <param name="clusters">Cluster of each row, from 0.</param>
    public static Matrix<double> OfScores(Matrix<double> bread, double[][] scores, IReadOnlyList<int> clusters)
    {
        var sums = Matrix<double>.Build.Dense(clusters.Max() + 1, bread.RowCount);
        for (var i = 0; i < scores.Length; i++)
        for (var j = 0; j < bread.RowCount; j++)
            sums[clusters[i], j] += scores[i][j];
        var groups = Count(clusters);
        return bread * sums.TransposeThisAndMultiply(sums) * bread * (groups / (groups - 1.0));
    }

    /// <summary>Heteroscedasticity-consistent covariance HC3: squared residuals over (1 - leverage)^2 (MacKinnon and White 1985); NaN where
    /// a row alone decides a coefficient.</summary>
    public static Matrix<double> Hc3(Matrix<double> bread, IReadOnlyList<double[]> columns, double[] residuals)
    {
        var k = bread.RowCount;
        var meat = Matrix<double>.Build.Dense(k, k);
        for (var i = 0; i < residuals.Length; i++)
        {
            var row = Vector<double>.Build.Dense(k, j => j == 0 ? 1 : columns[j - 1][i]);
            var leverage = row.DotProduct(bread * row);
            if (leverage > 1 - 1e-9)
                return bread * double.NaN;
            meat += row.OuterProduct(row) * Math.Pow(residuals[i] / (1 - leverage), 2);
        }

        return bread * meat * bread;
    }

    /// <summary>Clusters that have rows.</summary>
    public static int Count(IReadOnlyList<int> clusters) => clusters.Distinct().Count();
}
