using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Trajectories.Directions;

/// <summary>
/// Fits <see cref="LatentQuadratic"/> to gradients: their mean is the gradient at the mean latent, and how they go with the latent is the
/// curvature Q, the symmetric matrix that minimises |X Q - G|² + penalty |Q|², X and G the centred latents and gradients. Where X'X = V
/// diag(s) V', V'QV has the elements (M + M')_ij / (s_i + s_j + 2 penalty), M = V'X'GV. The penalty is the one that foretells gradients of
/// hearts left out best.
/// </summary>
internal sealed class LatentQuadraticFit
{
    private const int MostAxes = 32,
        Folds = 2;
    private static readonly double[] Penalties = [100, 30, 10, 3, 1, .3, .1, .001]; // times the mean of s
    private readonly IReadOnlyList<float[]> _latents,
        _from;
    private readonly int[] _folds;

    /// <summary>Prepares the latents.</summary>
    /// <param name="latents">Of one length; the more the better. Equal ones are left out together.</param>
    public LatentQuadraticFit(IReadOnlyList<float[]> latents)
    {
        (_latents, Centre) = (latents, Vectors.Mean([.. latents]));
        _from = [.. latents.Select(w => Vectors.Subtract(w, Centre))];
        var hearts = latents.Distinct(new ByPlace()).Index().ToDictionary(h => h.Item, h => h.Index, new ByPlace());
        _folds = [.. latents.Select(w => hearts[w] % Folds)];
    }

    /// <summary>Mean latent.</summary>
    public float[] Centre { get; }

    /// <summary>Fits one number.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="values">One a latent.</param>
    /// <param name="gradients">d value / d w, one a latent.</param>
    public LatentQuadratic Fit(string name, IReadOnlyList<double> values, IReadOnlyList<float[]> gradients)
    {
        var parts = Enumerable
            .Range(0, Folds)
            .Select(f => (Seen: Places(i => _folds[i] != f), LeftOut: Places(i => _folds[i] == f)))
            .Where(p => p.Seen.Length > 1 && p.LeftOut.Length > 0)
            .Select(p => (Regression: new Regression(_latents, gradients, p.Seen), p.LeftOut))
            .ToArray();
        var penalty = Penalties.MinBy(p => parts.Sum(part => part.Regression.Error(p, _latents, gradients, part.LeftOut)));
        var whole = new Regression(_latents, gradients, Places(_ => true));
        var eigen = whole.Curvature(penalty).Evd(Symmetricity.Symmetric);
        // The axes that matter: bent, and along which hearts differ.
        int[] kept =
        [
            .. Enumerable
                .Range(0, eigen.EigenValues.Count)
                .OrderByDescending(j => Math.Abs(eigen.EigenValues[j].Real) * whole.Spread(eigen.EigenVectors.Column(j)))
                .Take(MostAxes),
        ];
        var raw = new LatentQuadratic(
            name,
            0,
            Vectors.Mean([.. gradients]),
            [.. kept.Select(j => Vectors.ToFloat(eigen.EigenVectors.Column(j)))],
            [.. kept.Select(j => eigen.EigenValues[j].Real)]
        );
        return raw with { Value = values.Zip(_from, (y, d) => y - raw.At(d)).Average() };
    }

    private int[] Places(Func<int, bool> wanted) => [.. Enumerable.Range(0, _latents.Count).Where(wanted)];

    private sealed class Regression
    {
        private readonly Vector<double> _meanLatent,
            _meanGradient,
            _squares;
        private readonly Matrix<double> _axes,
            _products;

        public Regression(IReadOnlyList<float[]> latents, IReadOnlyList<float[]> gradients, int[] rows)
        {
            var (x, g) = (Rows(latents, rows), Rows(gradients, rows));
            (_meanLatent, _meanGradient) = (x.ColumnSums() / rows.Length, g.ColumnSums() / rows.Length);
            (x, g) = (Centred(x, _meanLatent), Centred(g, _meanGradient));
            var eigen = x.TransposeThisAndMultiply(x).Evd(Symmetricity.Symmetric);
            (_axes, _squares) = (eigen.EigenVectors, eigen.EigenValues.Map(v => Math.Max(0, v.Real)));
            var products = _axes.TransposeThisAndMultiply(x.TransposeThisAndMultiply(g)) * _axes;
            _products = products + products.Transpose();
        }

        public Matrix<double> Curvature(double penalty)
        {
            var all = penalty * Math.Max(_squares.Average(), double.Epsilon);
            var inner = Matrix<double>.Build.Dense(
                _squares.Count,
                _squares.Count,
                (i, j) => _products[i, j] / (_squares[i] + _squares[j] + 2 * all)
            );
            return _axes * inner * _axes.Transpose();
        }

        public double Error(double penalty, IReadOnlyList<float[]> latents, IReadOnlyList<float[]> gradients, int[] rows) =>
            (Centred(Rows(gradients, rows), _meanGradient) - Centred(Rows(latents, rows), _meanLatent) * Curvature(penalty)).FrobeniusNorm()
                is var e
                ? e * e
                : 0;

        public double Spread(Vector<double> axis) => _axes.TransposeThisAndMultiply(axis).PointwisePower(2).DotProduct(_squares);

        private static Matrix<double> Rows(IReadOnlyList<float[]> vectors, int[] rows) =>
            Vectors.ToMatrix([.. rows.Select(r => vectors[r])]);

        private static Matrix<double> Centred(Matrix<double> rows, Vector<double> mean) =>
            rows - Matrix<double>.Build.Dense(rows.RowCount, rows.ColumnCount, (_, c) => mean[c]);
    }

    private sealed class ByPlace : IEqualityComparer<float[]>
    {
        public bool Equals(float[]? x, float[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(float[] w) => HashCode.Combine(w[0], w[^1]);
    }
}
