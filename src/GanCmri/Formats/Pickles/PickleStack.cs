using GanCmri.Runtime;

namespace GanCmri.Formats.Pickles;

/// <summary>The stack of the pickle machine, with its marks.</summary>
internal sealed class PickleStack(PickleBudget budget, Func<string, InputException> damaged)
{
    private const int DeepestMark = 1000;
    private readonly List<object?> _items = [];
    private readonly List<int> _marks = [];

    /// <summary>Puts a value on top.</summary>
    public void Push(object? value)
    {
        if (_items.Count == _items.Capacity)
            budget.Spend(16L * Math.Max(16, _items.Count));
        _items.Add(value);
    }

    /// <summary>Puts a mark on top.</summary>
    public void Mark()
    {
        if (_marks.Count == DeepestMark)
            throw damaged($"marks nested more than {DeepestMark} deep");
        _marks.Add(_items.Count);
    }

    /// <summary>Whether nothing lies above the last mark.</summary>
    public bool IsEmpty => _items.Count <= Floor;

    /// <summary>The value on top.</summary>
    public object? Peek() => _items.Count > Floor ? _items[^1] : throw damaged("an operation without its operand");

    /// <summary>Takes the value on top.</summary>
    public object? Pop()
    {
        var value = Peek();
        _items.RemoveAt(_items.Count - 1);
        return value;
    }

    /// <summary>Takes the value on top, or the mark if that is on top.</summary>
    public void Drop()
    {
        if (_marks.Count > 0 && _marks[^1] == _items.Count)
            _marks.RemoveAt(_marks.Count - 1);
        else
            Pop();
    }

    /// <summary>Takes everything above the last mark, and the mark.</summary>
    public object?[] PopToMark()
    {
        if (_marks.Count == 0)
            throw damaged("an operation without its mark");
        var start = _marks[^1];
        budget.Spend(24 + 8L * (_items.Count - start));
        object?[] items = [.. _items.GetRange(start, _items.Count - start)];
        _items.RemoveRange(start, _items.Count - start);
        _marks.RemoveAt(_marks.Count - 1);
        return items;
    }

    private int Floor => _marks.Count > 0 ? _marks[^1] : 0;
}
