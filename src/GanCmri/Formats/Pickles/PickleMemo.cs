using GanCmri.Runtime;

namespace GanCmri.Formats.Pickles;

/// <summary>The values that a pickle stored to refer to again, by number.</summary>
/// <param name="budget">What they may cost.</param>
/// <param name="damaged">The error of a damaged pickle.</param>
internal sealed class PickleMemo(PickleBudget budget, Func<string, InputException> damaged)
{
    private static readonly object NeverStored = new();
    private readonly List<object?> _values = [];

    /// <summary>The number after the last one stored.</summary>
    public int Count => _values.Count;

    /// <summary>Stores a value.</summary>
    /// <exception cref="InputException">Picklers count up from 0 or 1, so a far index is no memo but an attack on our memory.</exception>
    public void Put(long index, object? value)
    {
        if (index > _values.Count + 1)
            throw damaged($"memo {index} after {_values.Count}");
        while (_values.Count <= index)
        {
            budget.Spend(24);
            _values.Add(NeverStored);
        }

        _values[(int)index] = value;
    }

    /// <summary>The value of a number.</summary>
    /// <exception cref="InputException">It was never stored.</exception>
    public object? Get(long index) =>
        index < _values.Count && _values[(int)index] is var value && value != NeverStored
            ? value
            : throw damaged($"memo {index}, which was never stored");
}
