using System.Runtime.CompilerServices;

namespace GanCmri.Runtime;

/// <summary>Ranges of an options record, one line a value. All that is out of range is said at once. A value that is null is left to its
/// default, and NaN is in no range.</summary>
internal sealed class OptionChecks
{
    private readonly List<string> _wrong = [];

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>, both allowed.</summary>
    public OptionChecks Within(double? value, double least, double most, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Range(value, v => v >= least && v <= most, FormattableString.Invariant($"{least} to {most}"), name);

    /// <summary>Between two bounds that are themselves not allowed.</summary>
    public OptionChecks Between(double? value, double low, double high, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Range(value, v => v > low && v < high, FormattableString.Invariant($"above {low} and below {high}"), name);

    /// <summary>A finite number, <paramref name="least"/> or more.</summary>
    public OptionChecks AtLeast(double? value, double least, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Range(value, v => v >= least && double.IsFinite(v), FormattableString.Invariant($"{least} or more"), name);

    /// <summary>A finite number above 0.</summary>
    public OptionChecks Positive(double? value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Range(value, v => v > 0 && double.IsFinite(v), "a number above 0", name);

    /// <summary>Any finite number.</summary>
    public OptionChecks Finite(double? value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Range(value, double.IsFinite, "a finite number", name);

    /// <summary>What no range says.</summary>
    /// <param name="holds">Whether it is as it must be.</param>
    /// <param name="otherwise">What is said if not: the values, what was expected.</param>
    public OptionChecks That(bool holds, string otherwise)
    {
        if (!holds)
            _wrong.Add(otherwise);
        return this;
    }

    /// <summary>Ends the checks.</summary>
    /// <exception cref="OptionsException">One failed.</exception>
    public void Throw()
    {
        if (_wrong.Count > 0)
            throw new OptionsException(string.Join("; ", _wrong));
    }

    private OptionChecks Range(double? value, Predicate<double> holds, string expected, string name) =>
        That(value is not { } v || holds(v), FormattableString.Invariant($"{name} {value}: expected {expected}"));
}
