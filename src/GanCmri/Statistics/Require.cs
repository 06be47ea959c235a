using System.Runtime.CompilerServices;

namespace GanCmri.Statistics;

/// <summary>Checks of arguments, one idiom for all statistics: what is wrong is said of the argument by name, never carried on as
/// NaN.</summary>
internal static class Require
{
    /// <summary>No value is missing; infinities have a rank and are allowed.</summary>
    /// <exception cref="ArgumentException">A value is NaN.</exception>
    public static void Known(IReadOnlyList<double> values, [CallerArgumentExpression(nameof(values))] string name = "") =>
        All(values, v => !double.IsNaN(v), "numbers", name);

    /// <summary>All values are finite numbers.</summary>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public static void Finite(IReadOnlyList<double> values, [CallerArgumentExpression(nameof(values))] string name = "") =>
        All(values, double.IsFinite, "finite numbers", name);

    /// <summary>A probability between 0 and 1, neither of them.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static void Inside(double probability, [CallerArgumentExpression(nameof(probability))] string name = "")
    {
        if (!(probability > 0 && probability < 1))
            throw new ArgumentException($"expected a number between 0 and 1, found {probability}", name);
    }

    private static void All(IReadOnlyList<double> values, Predicate<double> holds, string expected, string name)
    {
        for (var i = 0; i < values.Count; i++)
            if (!holds(values[i]))
                throw new ArgumentException($"expected {expected}, found {values[i]} at place {i}; leave missing values out", name);
    }
}
