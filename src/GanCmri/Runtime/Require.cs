using System.Runtime.CompilerServices;

namespace GanCmri.Runtime;

/// <summary>Checks of arguments, one idiom for the whole library: what is wrong is said of the argument by name, never carried on as NaN.
/// Options records have <see cref="OptionChecks"/>, and what a user's file holds is an <see cref="InputException"/>.</summary>
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
            throw new ArgumentException(FormattableString.Invariant($"expected a number between 0 and 1, found {probability}"), name);
    }

    /// <summary>A finite number, <paramref name="least"/> or more.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static void AtLeast(double value, double least, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= least && double.IsFinite(value)))
            throw new ArgumentException(FormattableString.Invariant($"expected {least} or more, found {value}"), name);
    }

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>, both allowed.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static void Within(double value, double least, double most, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= least && value <= most))
            throw new ArgumentException(FormattableString.Invariant($"expected {least} to {most}, found {value}"), name);
    }

    /// <summary>A finite number above 0.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static void Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value > 0 && double.IsFinite(value)))
            throw new ArgumentException(FormattableString.Invariant($"expected a number above 0, found {value}"), name);
    }

    private static void All(IReadOnlyList<double> values, Predicate<double> holds, string expected, string name)
    {
        for (var i = 0; i < values.Count; i++)
            if (!holds(values[i]))
                throw new ArgumentException(
                    FormattableString.Invariant($"expected {expected}, found {values[i]} at place {i}; leave missing values out"),
                    name
                );
    }
}
