using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Trajectories;

/// <summary>
/// Full singular value decomposition of centred rows, X - mean = U S V'. A wide matrix is first reduced by a thin QR decomposition of
/// its transpose, which keeps all digits (a Gram matrix would lose half of them) and costs little however long the latents are.
/// </summary>
internal sealed class CentredSvd
{
    private readonly Matrix<double> _centred;

    public CentredSvd(IReadOnlyList<float[]> rows)
    {
        var matrix = Vectors.ToMatrix(rows);
        Mean = matrix.ColumnSums() / rows.Count;
        _centred = matrix - Matrix<double>.Build.Dense(rows.Count, Mean.Count, (_, c) => Mean[c]);
        var square =
            _centred.ColumnCount > _centred.RowCount
                ? _centred.Transpose().QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin).R.Transpose()
                : _centred;
        var svd = square.Svd();
        (Left, Singular) = (svd.U, svd.S);
    }

    /// <summary>Mean row.</summary>
    public Vector<double> Mean { get; }

    /// <summary>Left singular vectors, a column a component.</summary>
    public Matrix<double> Left { get; }

    /// <summary>Singular values, falling.</summary>
    public Vector<double> Singular { get; }

    /// <summary>Number of singular values above <paramref name="tolerance"/> times the largest.</summary>
    public int Rank(double tolerance) => Singular[0] > 0 ? Singular.Count(s => s > tolerance * Singular[0]) : 0;

    /// <summary>Share of the variance in each component.</summary>
    public double[] ExplainedVarianceRatio()
    {
        var total = Singular.DotProduct(Singular);
        return [.. Singular.Select(s => total > 0 ? s * s / total : 0)];
    }

    /// <summary>The rows rebuilt from the mean and the first components: mean + U_n U_n' (X - mean).</summary>
    public Matrix<double> Reconstruct(int components)
    {
        var left = Left.SubMatrix(0, Left.RowCount, 0, components);
        var rebuilt = left * left.TransposeThisAndMultiply(_centred);
        return rebuilt + Matrix<double>.Build.Dense(rebuilt.RowCount, rebuilt.ColumnCount, (_, c) => Mean[c]);
    }
}
