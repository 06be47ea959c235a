using GanCmri.Runtime;
using MathNet.Numerics.Statistics;

namespace GanCmri.Statistics.Association;

/// <summary>Natural (restricted) cubic splines in the truncated power basis, linear beyond the outer knots (Stone and Koo 1985; Harrell
/// 2015, section 2.4.5).</summary>
internal static class NaturalSpline
{
    // Harrell (2015), table 2.3.
    private static readonly Dictionary<int, double[]> Quantiles = new()
    {
        [3] = [0.1, 0.5, 0.9],
        [4] = [0.05, 0.35, 0.65, 0.95],
        [5] = [0.05, 0.275, 0.5, 0.725, 0.95],
        [6] = [0.05, 0.23, 0.41, 0.59, 0.77, 0.95],
        [7] = [0.025, 0.1833, 0.3417, 0.5, 0.6583, 0.8167, 0.975],
    };

    /// <summary>Knots at Harrell's quantiles of the values.</summary>
    /// <exception cref="InputException">The values are too few or too equal.</exception>
    public static double[] Knots(IEnumerable<double> values, int count, string name)
    {
        double[] sorted = [.. values.Order()];
        double[] knots = [.. Quantiles[count].Select(q => SortedArrayStatistics.QuantileCustom(sorted, q, QuantileDefinition.R7))];
        if (!knots.Zip(knots.Skip(1)).All(k => k.First < k.Second))
            throw new InputException(
                name,
                $"a column whose quantiles give {count} different knots",
                "fewer",
                "choose fewer knots, or name them: spline(age,45,55,65)"
            );
        return knots;
    }

    /// <summary>Columns of the basis: one fewer than knots.</summary>
    public static int Parts(int knots) => knots - 1;

    /// <summary>One column of the basis: the value itself (part 0), or a cubic that is linear beyond the outer knots, in the value's
    /// unit.</summary>
    public static double At(double x, IReadOnlyList<double> knots, int part)
    {
        if (part == 0)
            return x;
        double last = knots[^1],
            before = knots[^2],
            own = knots[part - 1],
            range = last - knots[0];
        return (Cube(x - own) - Cube(x - before) * (last - own) / (last - before) + Cube(x - last) * (before - own) / (last - before))
            / (range * range);
    }

    private static double Cube(double v) => v > 0 ? v * v * v : 0;
}
