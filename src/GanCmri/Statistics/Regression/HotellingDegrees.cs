using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>
/// Degrees of freedom of the approximate Hotelling test of several coefficients with CR2 errors (Pustejovsky and Tipton 2018, section 3.2),
/// gathered cluster by cluster: eta = q (q + 1) / sum of the variances of the entries of the standardised covariance under independent
/// rows.
/// </summary>
internal sealed class HotellingDegrees
{
    private readonly Matrix<double> _contrasts;
    private readonly Matrix<double>[,] _cross;
    private readonly double[,] _own;

    /// <summary>Starts with no cluster.</summary>
    /// <param name="root">[k, k]: coefficients from those of the whitened design.</param>
    /// <param name="coefficients">The q coefficients tested.</param>
    public HotellingDegrees(Matrix<double> root, int[] coefficients)
    {
        var rows = Matrix<double>.Build.DenseOfRowVectors(coefficients.Select(root.Row));
        _contrasts = (rows * rows.Transpose()).Cholesky().Factor.Solve(rows).Transpose();
        var q = coefficients.Length;
        _cross = new Matrix<double>[q, q];
        for (var s = 0; s < q; s++)
        for (var t = 0; t < q; t++)
            _cross[s, t] = Matrix<double>.Build.Dense(root.RowCount, root.RowCount);
        _own = new double[q, q];
    }

    /// <summary>Degrees of freedom.</summary>
    public double Eta
    {
        get
        {
            var q = _contrasts.ColumnCount;
            var variance = 0.0;
            for (var s = 0; s < q; s++)
            for (var t = 0; t < q; t++)
                variance += _own[s, t] + _cross[s, t].PointwiseMultiply(_cross[s, t] + _cross[s, t].Transpose()).RowSums().Sum();
            return q * (q + 1) / variance;
        }
    }

    /// <summary>Adds a cluster.</summary>
    /// <param name="spreading">[k, k]: (I - share)^-½.</param>
    /// <param name="share">[k, k]: the cluster's part of the whitened design's cross products.</param>
    public void Add(Matrix<double> spreading, Matrix<double> share)
    {
        Matrix<double> b = spreading * _contrasts,
            p = share * b,
            own = b.TransposeThisAndMultiply(p),
            other = p.TransposeThisAndMultiply(p);
        var rest = own - other;
        for (var s = 0; s < _contrasts.ColumnCount; s++)
        for (var t = 0; t < _contrasts.ColumnCount; t++)
        {
            _cross[s, t] += p.Column(s).OuterProduct(p.Column(t));
            _own[s, t] += rest[s, s] * rest[t, t] + rest[s, t] * rest[s, t] - other[s, s] * other[t, t] - other[s, t] * other[s, t];
        }
    }
}
