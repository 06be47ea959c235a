using System.Numerics.Tensors;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Statistics.Regression;

/// <summary>A logistic model at some coefficients, by one pass over blocks of rows: it keeps sums, and nothing a row.</summary>
internal sealed class LogisticPass
{
    private const int BlockRows = 1 << 12;

    private readonly BinaryDesign _design;

    private LogisticPass(BinaryDesign design, Vector<double> beta)
    {
        (_design, Beta, Gradient) = (design, beta, Vector<double>.Build.Dense(beta.Count));
        var deviance = 0.0;
        Information = Weighted(
            null,
            (logits, response, residuals, u) =>
            {
                for (var i = 0; i < logits.Length; i++)
                {
                    deviance += Softplus.Of(response[i] > 0 ? -logits[i] : logits[i]);
                    residuals[i] = response[i] - LogOdds.Probability(logits[i]);
                }

                for (var j = 0; j < beta.Count; j++)
                    Gradient[j] += TensorPrimitives.Dot<double>(u[j].AsSpan(0, logits.Length), residuals);
            }
        );
        Deviance = 2 * deviance;
    }

    // Rows of a block: logits, outcomes, room for as many numbers, columns.
    private delegate void Visit(ReadOnlySpan<double> logits, ReadOnlySpan<double> response, Span<double> room, double[][] columns);

    /// <summary>Coefficients, intercept first.</summary>
    public Vector<double> Beta { get; }

    /// <summary>Minus twice the log likelihood.</summary>
    public double Deviance { get; }

    /// <summary>X'r, r the outcomes less their probabilities.</summary>
    public Vector<double> Gradient { get; }

    /// <summary>X'WX.</summary>
    public Matrix<double> Information { get; }

    /// <summary>The model with the share of cases and no slopes.</summary>
    public static LogisticPass Start(BinaryDesign design)
    {
        var beta = Vector<double>.Build.Dense(design.Count + 1);
        var share = (double)design.Cases / design.Response.Length;
        beta[0] = Math.Log(share / (1 - share));
        return new LogisticPass(design, beta);
    }

    /// <summary>The model at other coefficients.</summary>
    public LogisticPass At(Vector<double> beta) => new(_design, beta);

    /// <summary>[k + 1, k + 1]: (X'WX)⁻¹ = Root Root'; null when the weighted columns are collinear as far as doubles can tell.</summary>
    public Matrix<double>? Root() => InverseFactor(Information);

    /// <summary>
    /// The root to full precision: Cholesky's factor once more, of columns that the first made all but orthogonal (CholeskyQR2,
    /// Yamamoto and others 2015).
    /// </summary>
    public Matrix<double>? ExactRoot() =>
        Root() is { } first && InverseFactor(Weighted(first, (_, _, _, _) => { })) is { } second ? first * second : null;

    // Upper triangular R⁻¹ of A = R'R.
    private static Matrix<double>? InverseFactor(Matrix<double> a)
    {
        try
        {
            var inverse = a.Cholesky().Factor.Transpose().Inverse();
            return inverse.Enumerate().All(double.IsFinite) ? inverse : null;
        }
        catch (ArgumentException)
        {
            return null; // not positive definite
        }
    }

    // U'WU, U = X times a matrix.
    private Matrix<double> Weighted(Matrix<double>? times, Visit visit)
    {
        int n = _design.Response.Length,
            k = Beta.Count;
        double[][] x = [.. Enumerable.Range(0, k).Select(_ => new double[BlockRows])],
            u = times is null ? x : [.. Enumerable.Range(0, k).Select(_ => new double[BlockRows])];
        double[] logits = new double[BlockRows],
            weighted = new double[BlockRows],
            scratch = new double[BlockRows];
        var sums = Matrix<double>.Build.Dense(k, k);
        Array.Fill(x[0], 1);
        for (var from = 0; from < n; from += BlockRows)
        {
            var rows = Math.Min(BlockRows, n - from);
            var eta = logits.AsSpan(0, rows);
            eta.Fill(Beta[0]);
            for (var j = 1; j < k; j++)
            {
                _design.Standardise(j - 1, from, x[j].AsSpan(0, rows));
                TensorPrimitives.MultiplyAdd(x[j].AsSpan(0, rows), Beta[j], eta, eta);
            }

            for (var j = 0; times is not null && j < k; j++)
            {
                Array.Clear(u[j]);
                for (var i = 0; i <= j; i++)
                    TensorPrimitives.MultiplyAdd(x[i].AsSpan(0, rows), times[i, j], u[j].AsSpan(0, rows), u[j].AsSpan(0, rows));
            }

            visit(eta, _design.Response.AsSpan(from, rows), scratch.AsSpan(0, rows), u);
            for (var i = 0; i < rows; i++)
                scratch[i] = LogOdds.Probability(eta[i]) * LogOdds.Probability(-eta[i]);
            for (var a = 0; a < k; a++)
            {
                TensorPrimitives.Multiply(u[a].AsSpan(0, rows), scratch.AsSpan(0, rows), weighted.AsSpan(0, rows));
                for (var b = 0; b <= a; b++)
                    sums[a, b] += TensorPrimitives.Dot<double>(weighted.AsSpan(0, rows), u[b].AsSpan(0, rows));
            }
        }

        return sums.MapIndexed((a, b, v) => a >= b ? v : sums[b, a]);
    }
}
