using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace GanCmri.Statistics.Regression;

/// <summary>The variance ratios of highest restricted likelihood: a grid, then Nelder and Mead's simplex in standard deviations, then
/// Newton's steps in logarithms.</summary>
internal sealed class MixedClimb
{
    private static readonly double[] Grid = [0, 0.2, 0.7, 2, 8];

    /// <summary>Finds them.</summary>
    public MixedClimb(NestedSums sums, int n)
    {
        var levels = sums.Groups.Length;
        double Criterion(IEnumerable<double> deviations) => new MixedState(sums, [.. deviations.Select(d => d * d)], n).Criterion;
        var start = Enumerable
            .Range(0, (int)Math.Pow(Grid.Length, levels))
            .Select(code => Enumerable.Range(0, levels).Select(l => Grid[code / (int)Math.Pow(Grid.Length, l) % Grid.Length]).ToArray())
            .MinBy(Criterion)!;
        double[] ratios = [.. Simplex(Vector<double>.Build.Dense([.. start.Select(d => Math.Max(d, 0.05))]), Criterion).Select(d => d * d)];
        for (var l = 0; l < levels; l++)
        {
            // At the boundary a level has no variance.
            double[] without = [.. ratios.Select((r, i) => i == l ? 0 : r)];
            if (new MixedState(sums, without, n).Criterion <= new MixedState(sums, ratios, n).Criterion + 1e-7)
                ratios = without;
        }

        int[] free = [.. Enumerable.Range(0, levels).Where(l => ratios[l] > 0)];
        double[] At(Vector<double> logs)
        {
            var moved = new double[levels];
            for (var i = 0; i < free.Length; i++)
                moved[free[i]] = Math.Exp(logs[i]);
            return moved;
        }

        for (var step = 0; step < 4 && free.Length > 0; step++)
        {
            var logs = Vector<double>.Build.Dense(free.Length, i => Math.Log(ratios[free[i]]));
            var curve = Curvature.Of(v => new MixedState(sums, At(v), n).Criterion, logs);
            var next = At(logs - curve.Hessian.Solve(curve.Gradient));
            if (
                !Array.TrueForAll(next, double.IsFinite)
                || new MixedState(sums, next, n).Criterion > new MixedState(sums, ratios, n).Criterion + 1e-9
            )
                break;
            ratios = next;
        }

        (Ratios, Top) = (ratios, new MixedState(sums, ratios, n));
    }

    // Where the criterion has no minimum, as of data without residuals, it ends where it began.
    private static Vector<double> Simplex(Vector<double> start, Func<IEnumerable<double>, double> criterion)
    {
        try
        {
            return NelderMeadSimplex.Minimum(ObjectiveFunction.Value(v => criterion(v)), start, 1e-10, 2000).MinimizingPoint;
        }
        catch (MaximumIterationsException)
        {
            return start;
        }
    }

    /// <summary>Variance of each level over the residuals'.</summary>
    public double[] Ratios { get; }

    /// <summary>The model at them.</summary>
    public MixedState Top { get; }
}
