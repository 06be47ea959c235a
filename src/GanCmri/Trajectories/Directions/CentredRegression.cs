using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace GanCmri.Trajectories.Directions;

/// <summary>
/// Penalised regression on centred latents, X = Z Q'. With fewer subjects than numbers in a latent, Z is the square factor of a thin QR
/// decomposition, so that the work depends on the number of subjects only.
/// </summary>
internal sealed class CentredRegression
{
    private readonly Matrix<double> _scores;
    private readonly Matrix<double>? _basis;

    public CentredRegression(IReadOnlyList<float[]> latents)
    {
        var matrix = Vectors.ToMatrix(latents);
        var mean = matrix.ColumnSums() / matrix.RowCount;
        var centred = Matrix<double>.Build.Dense(matrix.RowCount, matrix.ColumnCount, (r, c) => matrix[r, c] - mean[c]);
        if (centred.ColumnCount > centred.RowCount)
        {
            var qr = centred.Transpose().QR(QRMethod.Thin);
            (_scores, _basis) = (qr.R.Transpose(), qr.Q);
        }
        else
        {
            _scores = centred;
        }
    }

    /// <summary>
    /// Ridge coefficients with the penalty, of 25 over ten powers of ten, that predicts rows left out best: one at a time, or all of a
    /// subject together (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 7.10, for blocks: (I - H_bb)^-1 e_b).
    /// </summary>
    /// <param name="values">What is predicted, one a row.</param>
    /// <param name="subjects">The subject of each row; null, or all of one subject: each row is left out by itself.</param>
    public float[] RidgeNormal(double[] values, IReadOnlyList<string>? subjects = null)
    {
        var svd = _scores.Svd();
        var rank = svd.S.Count(s => s > 1e-10 * svd.S[0]);
        var mean = values.Average();
        var y = Vector<double>.Build.Dense([.. values.Select(v => v - mean)]);
        var left = svd.U.SubMatrix(0, svd.U.RowCount, 0, rank);
        var projected = left.TransposeThisAndMultiply(y);
        var squares = svd.S.SubVector(0, rank).PointwisePower(2);
        var bySubject = subjects?.Distinct().Count() > 1;
        int[][] blocks = [.. Enumerable.Range(0, y.Count).GroupBy(i => bySubject ? subjects![i] : $"{i}").Select(g => g.ToArray())];

        double LeftOutError(double penalty)
        {
            var shrink = squares.PointwiseDivide(squares + penalty);
            var rest = y - left * shrink.PointwiseMultiply(projected);
            return blocks.Sum(block =>
            {
                var rows = Matrix<double>.Build.Dense(block.Length, rank, (r, c) => left[block[r], c]);
                var hat = rows * Matrix<double>.Build.Diagonal(rank, rank, j => shrink[j]) * rows.Transpose() + 1.0 / y.Count;
                var known = Matrix<double>.Build.DenseIdentity(block.Length) * (1 + 1e-9) - hat;
                return known.Solve(Vector<double>.Build.Dense(block.Length, r => rest[block[r]])).PointwisePower(2).Sum();
            });
        }

        var best = Generate.LogSpaced(25, -6, 4).Select(p => p * squares.Average()).MinBy(LeftOutError);
        var weights = svd.S.SubVector(0, rank).PointwiseDivide(squares + best).PointwiseMultiply(projected);
        return Back(svd.VT.SubMatrix(0, rank, 0, svd.VT.ColumnCount).TransposeThisAndMultiply(weights));
    }

    /// <summary>
    /// Coefficients of a logistic regression with intercept and a quadratic penalty of one average squared latent length a subject
    /// (as strong as 1 / (n mean |x|^2) in the mean loss), by Newton's method.
    /// </summary>
    public float[] LogisticNormal(bool[] high)
    {
        int n = _scores.RowCount,
            p = _scores.ColumnCount;
        var design = Matrix<double>.Build.Dense(n, p + 1, (r, c) => c < p ? _scores[r, c] : 1);
        var penalty = Math.Pow(_scores.FrobeniusNorm(), 2) / n;
        var y = Vector<double>.Build.Dense(n, i => high[i] ? 1 : 0);
        var weights = Vector<double>.Build.Dense(p + 1);
        for (var iteration = 0; iteration < 50; iteration++)
        {
            var probability = (design * weights).Map(SpecialFunctions.Logistic);
            var gradient = design.TransposeThisAndMultiply(probability - y) + penalty * WithoutIntercept(weights);
            var curvature = probability.Map(q => q * (1 - q));
            var hessian = design.TransposeThisAndMultiply(Matrix<double>.Build.Dense(n, p + 1, (r, c) => curvature[r] * design[r, c]));
            for (var j = 0; j < p; j++)
                hessian[j, j] += penalty;
            hessian[p, p] += 1e-9;
            var step = hessian.Cholesky().Solve(gradient);
            weights -= step;
            if (step.L2Norm() <= 1e-10 * (1 + weights.L2Norm()))
                break;
        }

        return Back(weights.SubVector(0, p));
    }

    private static Vector<double> WithoutIntercept(Vector<double> weights)
    {
        var copy = weights.Clone();
        copy[^1] = 0;
        return copy;
    }

    private float[] Back(Vector<double> scores) => Vectors.ToFloat(_basis is null ? scores : _basis * scores);
}
