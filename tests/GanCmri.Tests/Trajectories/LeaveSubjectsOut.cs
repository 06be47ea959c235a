using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Tests.Trajectories;

/// <summary>Ridge regression by the normal equations, and its penalty by refitting without each subject: slow and plain.</summary>
internal static class LeaveSubjectsOut
{
    public static double BestPenalty(float[][] latents, double[] values, string[] subjects)
    {
        var all = Centred(latents, values);
        var squares = all.X.Svd().S.Where(s => s > 0).Select(s => s * s).Average();
        return Generate
            .LogSpaced(25, -6, 4)
            .Select(p => p * squares)
            .MinBy(penalty =>
                subjects
                    .Distinct()
                    .Sum(subject =>
                    {
                        int[] kept = [.. Enumerable.Range(0, values.Length).Where(i => subjects[i] != subject)],
                            left = [.. Enumerable.Range(0, values.Length).Except(kept)];
                        var part = Centred([.. kept.Select(i => latents[i])], [.. kept.Select(i => values[i])]);
                        var weights = Solve(part.X, part.Y, penalty);
                        return left.Sum(i => Math.Pow(values[i] - part.MeanY - (Row(latents[i]) - part.MeanX) * weights, 2));
                    })
            );
    }

    public static float[] Ridge(float[][] latents, double[] values, double penalty)
    {
        var all = Centred(latents, values);
        return [.. Solve(all.X, all.Y, penalty).Select(v => (float)v)];
    }

    private static Vector<double> Solve(Matrix<double> x, Vector<double> y, double penalty) =>
        (x.TransposeThisAndMultiply(x) + Matrix<double>.Build.DenseIdentity(x.ColumnCount) * penalty).Solve(x.TransposeThisAndMultiply(y));

    private static Vector<double> Row(float[] latent) => Vector<double>.Build.Dense([.. latent.Select(v => (double)v)]);

    private static (Matrix<double> X, Vector<double> Y, Vector<double> MeanX, double MeanY) Centred(float[][] latents, double[] values)
    {
        var x = Matrix<double>.Build.DenseOfRowVectors(latents.Select(Row));
        var meanX = x.ColumnSums() / x.RowCount;
        var meanY = values.Average();
        return (
            Matrix<double>.Build.Dense(x.RowCount, x.ColumnCount, (r, c) => x[r, c] - meanX[c]),
            Vector<double>.Build.Dense([.. values.Select(v => v - meanY)]),
            meanX,
            meanY
        );
    }
}
