using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>Least squares from cross products, solved on the correlation scale; unusable columns are left out and named.</summary>
internal sealed class NormalEquations
{
    // A column of which other columns explain all but this share of its variance carries nothing of its own.
    private const double Tolerance = 1e-10;

    private NormalEquations(int[] kept, IReadOnlyList<DroppedColumn> dropped, double[] means, double[] scales)
    {
        (Kept, Dropped, Means, Scales) = (kept, dropped, means, scales);
        SlopeBread = Matrix<double>.Build.Dense(kept.Length, kept.Length);
        Slopes = new double[kept.Length];
    }

    /// <summary>Predictors used, as places in the list given.</summary>
    public int[] Kept { get; }

    /// <summary>Predictors left out.</summary>
    public IReadOnlyList<DroppedColumn> Dropped { get; }

    /// <summary>Means of the predictors used.</summary>
    public double[] Means { get; }

    /// <summary>Root mean square deviations of the predictors used.</summary>
    public double[] Scales { get; }

    /// <summary>Inverse of the centred cross products of the predictors used.</summary>
    public Matrix<double> SlopeBread { get; private init; }

    /// <summary>Slopes of the predictors used.</summary>
    public double[] Slopes { get; private init; }

    /// <summary>Constant term.</summary>
    public double Intercept { get; private init; }

    /// <summary>Sum of squared residuals.</summary>
    public double ResidualSquares { get; private init; }

    /// <summary>Solves for one response.</summary>
    /// <param name="sums">Cross products of response and predictors.</param>
    /// <param name="response">Column of the response.</param>
    /// <param name="predictors">Columns of the predictors; of collinear ones the later is left out.</param>
    /// <param name="name">Name of the i-th predictor.</param>
    public static NormalEquations Solve(CrossProducts sums, int response, IReadOnlyList<int> predictors, Func<int, string> name)
    {
        var scale = predictors.Select(p => Math.Sqrt(Math.Max(0, sums.Centred(p, p)))).ToArray();
        double R(int i, int j) => sums.Centred(predictors[i], predictors[j]) / (scale[i] * scale[j]);

        var dropped = new List<DroppedColumn>();
        var kept = new List<int>();
        var factor = new List<double[]>();
        for (var i = 0; i < predictors.Count; i++)
        {
            var reason =
                sums.IsConstant(predictors[i]) ? "constant"
                : TryExtend(factor, kept, i, R) ? null
                : "collinear";
            if (reason is null)
                kept.Add(i);
            else
                dropped.Add(new DroppedColumn(i, name(i), reason));
        }

        var means = kept.Select(i => sums.Mean(predictors[i])).ToArray();
        var scales = kept.Select(i => scale[i] / Math.Sqrt(sums.N)).ToArray();
        if (kept.Count == 0)
            return new NormalEquations([], dropped, means, scales)
            {
                Intercept = sums.Mean(response),
                ResidualSquares = sums.Centred(response, response),
            };
        var inverse = Matrix<double>
            .Build.Dense(kept.Count, kept.Count, (a, b) => R(kept[a], kept[b]))
            .Cholesky()
            .Solve(Matrix<double>.Build.DenseIdentity(kept.Count));
        var bread = inverse.MapIndexed((a, b, v) => v / (scale[kept[a]] * scale[kept[b]]));
        var cross = Vector<double>.Build.Dense(kept.Count, a => sums.Centred(predictors[kept[a]], response));
        var slopes = bread * cross;
        return new NormalEquations([.. kept], dropped, means, scales)
        {
            SlopeBread = bread,
            Slopes = slopes.ToArray(),
            Intercept = sums.Mean(response) - slopes.DotProduct(Vector<double>.Build.Dense(means)),
            ResidualSquares = Math.Max(0, sums.Centred(response, response) - slopes.DotProduct(cross)),
        };
    }

    /// <summary>Covariance of (intercept, slopes) from that of (mean response, slopes) with centred columns.</summary>
    public Matrix<double> Uncentre(Matrix<double> covariance)
    {
        var jacobian = Matrix<double>.Build.DenseIdentity(Kept.Length + 1);
        for (var j = 0; j < Kept.Length; j++)
            jacobian[0, j + 1] = -Means[j];
        return jacobian * covariance * jacobian.Transpose();
    }

    /// <summary>Inverse cross products of (1, centred columns).</summary>
    public Matrix<double> CentredBread(long n)
    {
        var bread = Matrix<double>.Build.Dense(Kept.Length + 1, Kept.Length + 1);
        bread[0, 0] = 1.0 / n;
        bread.SetSubMatrix(1, 1, SlopeBread);
        return bread;
    }

    // One more row of the Cholesky factor of the correlation matrix; its last pivot is the share of variance not yet explained.
    private static bool TryExtend(List<double[]> factor, List<int> kept, int candidate, Func<int, int, double> correlation)
    {
        var row = new double[kept.Count + 1];
        var left = 1.0;
        for (var a = 0; a < kept.Count; a++)
        {
            var value = correlation(candidate, kept[a]);
            for (var b = 0; b < a; b++)
                value -= row[b] * factor[a][b];
            row[a] = value / factor[a][a];
            left -= row[a] * row[a];
        }

        if (left < Tolerance)
            return false;
        row[kept.Count] = Math.Sqrt(left);
        factor.Add(row);
        return true;
    }
}
