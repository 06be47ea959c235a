using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>
/// A weighted design (1, columns) turned into columns U with U'WU = I, by centring, scaling and Cholesky's factor of the weighted
/// correlations: free of the columns' units and origins. Then (X'WX)⁻¹ = Root Root', Newton's step is Root U'r, and row i has the leverage
/// w_i |u_i|².
/// </summary>
internal sealed class Whitening
{
    private Whitening(double[][] columns, Matrix<double> root, double lnDeterminant) =>
        (Columns, Root, LnDeterminant) = (columns, root, lnDeterminant);

    /// <summary>U: k + 1 columns of n values, the constant first.</summary>
    public double[][] Columns { get; }

    /// <summary>[k + 1, k + 1]: coefficients (intercept first) from those of U.</summary>
    public Matrix<double> Root { get; }

    /// <summary>ln |X'WX|.</summary>
    public double LnDeterminant { get; }

    /// <summary>Makes one; null when the weighted columns are collinear as far as doubles can tell.</summary>
    /// <param name="columns">k columns of n values, without the constant.</param>
    /// <param name="weights">n weights.</param>
    public static Whitening? Of(IReadOnlyList<double[]> columns, double[] weights)
    {
        int k = columns.Count,
            n = weights.Length;
        var total = TensorPrimitives.Sum<double>(weights);
        if (!(total > 0))
            return null;
        var means = columns.Select(c => TensorPrimitives.Dot<double>(c, weights) / total).ToArray();
        var u = new double[k + 1][];
        u[0] = new double[n];
        Array.Fill(u[0], 1 / Math.Sqrt(total));
        var factor = Matrix<double>.Build.Dense(k + 1, k + 1);
        factor[0, 0] = Math.Sqrt(total);
        var ln = Math.Log(total);
        var weighted = new double[n];
        for (var j = 1; j <= k; j++)
        {
            // Gram and Schmidt, twice: enough for full precision (Giraud and others 2005).
            var column = u[j] = new double[n];
            TensorPrimitives.Subtract(columns[j - 1], means[j - 1], column);
            TensorPrimitives.Multiply<double>(column, weights, weighted);
            var before = Math.Sqrt(TensorPrimitives.Dot<double>(column, weighted));
            for (var pass = 0; pass < 2; pass++)
            {
                for (var i = 0; i < j; i++)
                {
                    TensorPrimitives.Multiply<double>(column, weights, weighted);
                    var along = TensorPrimitives.Dot<double>(u[i], weighted);
                    factor[i, j] += along;
                    TensorPrimitives.MultiplyAdd(u[i], -along, column, column);
                }
            }

            TensorPrimitives.Multiply<double>(column, weights, weighted);
            var length = Math.Sqrt(TensorPrimitives.Dot<double>(column, weighted));
            if (!(length > 1e-9 * before) || !double.IsFinite(length))
                return null;
            TensorPrimitives.Divide(column, length, column);
            factor[j, j] = length;
            factor[0, j] += means[j - 1] * factor[0, 0];
            ln += 2 * Math.Log(length);
        }

        return new Whitening(u, factor.Inverse(), ln);
    }

    /// <summary>U'r.</summary>
    public Vector<double> Project(double[] residuals) =>
        Vector<double>.Build.Dense(Columns.Length, j => TensorPrimitives.Dot<double>(Columns[j], residuals));

    /// <summary>Leverages h of the rows, which sum up to k + 1.</summary>
    public double[] Leverages(double[] weights)
    {
        var h = new double[weights.Length];
        foreach (var column in Columns)
            TensorPrimitives.MultiplyAdd(column, column, h, h);
        TensorPrimitives.Multiply(h, weights, h);
        return h;
    }
}
