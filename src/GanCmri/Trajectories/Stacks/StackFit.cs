using GanCmri.Runtime;
using GanCmri.Statistics;
using GanCmri.Trajectories.Directions;
using MathNet.Numerics.LinearAlgebra;

namespace GanCmri.Trajectories.Stacks;

/// <summary>
/// Least squares for <see cref="StackTrajectory"/>: latents and positions about each subject's own means, so that differences between
/// people do not pass for differences between slices; each subject weighs the same, however many slices it has.
/// </summary>
internal static class StackFit
{
    private const int Degree = 3,
        Folds = 5,
        FewestSubjects = 5;
    private const double Penalty = 1e-4; // of the mean square: holds what few slices leave open

    /// <summary>Fits the way from base to apex.</summary>
    /// <param name="frames">Of five subjects or more.</param>
    /// <exception cref="InputException">There are fewer, or latents of several lengths.</exception>
    public static StackTrajectory Fit(IReadOnlyList<StackFrame> frames)
    {
        var subjects = frames.GroupBy(f => f.Subject).Select(g => g.ToArray()).ToArray();
        if (subjects.Length < FewestSubjects)
            throw new InputException(
                "stack",
                $"end-diastolic slices of {FewestSubjects} subjects or more, four or more of each, with their areas",
                $"{subjects.Length}",
                "project the ED frames of whole stacks"
            );
        Vectors.RequireSameLength([.. frames.Select(f => f.W)], "stack");
        Matrix<double> normal = Matrix<double>.Build.Dense(Degree, Degree),
            right = Matrix<double>.Build.Dense(Degree, frames[0].W.Length);
        foreach (var slices in subjects)
        {
            var basis = Centred(Matrix<double>.Build.Dense(slices.Length, Degree, (i, k) => Math.Pow(slices[i].Position - .5, k + 1)));
            var latents = Centred(Vectors.ToMatrix([.. slices.Select(s => s.W)]));
            normal += basis.TransposeThisAndMultiply(basis) / slices.Length;
            right += basis.TransposeThisAndMultiply(latents) / slices.Length;
        }

        for (var k = 0; k < Degree; k++)
            normal[k, k] *= 1 + Penalty;
        return new StackTrajectory(Vectors.ToRows(normal.Cholesky().Solve(right)), Place(frames));
    }

    private static Matrix<double> Centred(Matrix<double> rows)
    {
        var mean = rows.ColumnSums() / rows.RowCount;
        return Matrix<double>.Build.Dense(rows.RowCount, rows.ColumnCount, (r, c) => rows[r, c] - mean[c]);
    }

    private static SlicePlace Place(IReadOnlyList<StackFrame> frames)
    {
        string[] names = [.. frames.Select(f => f.Subject).Distinct().Order(StringComparer.Ordinal)];
        var foldOf = names.Index().ToDictionary(n => n.Item, n => n.Index % Folds);
        double[] read = new double[frames.Count];
        for (var fold = 0; fold < Folds; fold++)
        {
            var left = Read([.. frames.Where(f => foldOf[f.Subject] != fold)]);
            foreach (var (i, frame) in frames.Index().Where(f => foldOf[f.Item.Subject] == fold))
                read[i] = left.Raw(frame.W);
        }

        return Read(frames) with
        {
            HeldOutR = Correlation.Pearson(read, [.. frames.Select(f => f.Position)]).R,
        };
    }

    private static SlicePlace Read(IReadOnlyList<StackFrame> frames)
    {
        float[][] latents = [.. frames.Select(f => f.W)];
        double[] positions = [.. frames.Select(f => f.Position)];
        var slope = new CentredRegression(latents).RidgeNormal(positions, [.. frames.Select(f => f.Subject)]);
        return new SlicePlace(Vectors.Mean(latents), positions.Average(), slope, double.NaN);
    }
}
