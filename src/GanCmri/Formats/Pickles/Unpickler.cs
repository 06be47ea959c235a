using System.Buffers.Binary;
using GanCmri.Runtime;
using static GanCmri.Formats.Pickles.PickleOp;

namespace GanCmri.Formats.Pickles;

/// <summary>
/// Reads Python pickles (protocols 0 to 5) as data. Nothing is imported and nothing is called: what a pickle would call becomes a
/// <see cref="PickleCall"/>, and only if the list of names allows it; any other name is an error that says so. Values are null, bool, long,
/// double, <see cref="System.Numerics.BigInteger"/>, string, <see cref="PickleText"/>, <see cref="PickleBytes"/>, object?[] (tuple), List
/// of object? (list), <see cref="PickleDict"/>, <see cref="PickleSet"/>, <see cref="PickleGlobal"/>, <see cref="PickleCall"/>
/// and <see cref="PicklePersistentId"/>. Lists and dictionaries may contain themselves.
/// </summary>
internal sealed class Unpickler
{
    private readonly PickleCursor _in;
    private readonly PickleLiterals _literals;
    private readonly PickleGlobals _globals;
    private readonly PickleBudget _budget;
    private readonly PickleStack _stack;
    private readonly PickleMemo _memo;

    private Unpickler(PickleCursor cursor, PickleGlobals globals, PickleBudget budget)
    {
        (_in, _globals, _budget) = (cursor, globals, budget);
        _literals = new PickleLiterals(cursor, budget);
        _stack = new PickleStack(budget, cursor.Damaged);
        _memo = new PickleMemo(budget, cursor.Damaged);
        budget.Spend(1024);
    }

    /// <summary>Reads one pickle; the cursor then stands behind its STOP.</summary>
    /// <param name="cursor">Where it begins.</param>
    /// <param name="globals">The names it may hold.</param>
    /// <param name="budget">What it may cost.</param>
    /// <exception cref="InputException">The pickle is damaged, holds a name that is not on the list, or costs too much.</exception>
    public static object? Read(PickleCursor cursor, PickleGlobals globals, PickleBudget budget)
    {
        var machine = new Unpickler(cursor, globals, budget);
        while (true)
        {
            var op = (PickleOp)cursor.Byte();
            if (op == Stop)
                return machine._stack.Pop();
            machine.Do(op);
        }
    }

    private void Do(PickleOp op)
    {
        switch (op)
        {
            case Proto:
                if (_in.Byte() > 5)
                    throw _in.Damaged("a pickle protocol above 5");
                break;
            case Frame:
                _ = _in.Length(8);
                break; // Only a hint about buffering.
            case Mark:
                _stack.Mark();
                break;
            case Pop:
                _stack.Drop();
                break;
            case PopMark:
                _stack.PopToMark();
                break;
            case Dup:
                _stack.Push(_stack.Peek());
                break;
            case Memoize:
                _memo.Put(_memo.Count, _stack.Peek());
                break;
            case Put:
                _memo.Put(_literals.Index(), _stack.Peek());
                break;
            case BinPut:
                _memo.Put(_in.Byte(), _stack.Peek());
                break;
            case LongBinPut:
                _memo.Put(BinaryPrimitives.ReadUInt32LittleEndian(_in.Take(4)), _stack.Peek());
                break;
            case Get:
                _stack.Push(_memo.Get(_literals.Index()));
                break;
            case BinGet:
                _stack.Push(_memo.Get(_in.Byte()));
                break;
            case LongBinGet:
                _stack.Push(_memo.Get(BinaryPrimitives.ReadUInt32LittleEndian(_in.Take(4))));
                break;

            case EmptyTuple:
                _stack.Push(Array.Empty<object?>());
                break;
            case Tuple1:
                PushTuple(1);
                break;
            case Tuple2:
                PushTuple(2);
                break;
            case Tuple3:
                PushTuple(3);
                break;
            case PickleOp.Tuple:
                _stack.Push(_stack.PopToMark());
                break;
            case EmptyList:
                _budget.Spend(56);
                _stack.Push(new List<object?>());
                break;
            case List:
                PushList(_stack.PopToMark());
                break;
            case Append:
                var last = _stack.Pop();
                AppendTo(_stack.Peek(), last);
                break;
            case Appends:
                var all = _stack.PopToMark();
                AppendTo(_stack.Peek(), all);
                break;
            case EmptyDict:
                PushDict([]);
                break;
            case Dict:
                PushDict(_stack.PopToMark());
                break;
            case SetItem:
                var value = _stack.Pop();
                SetItemsOf([_stack.Pop(), value]);
                break;
            case SetItems:
                SetItemsOf(_stack.PopToMark());
                break;
            case EmptySet:
                _budget.Spend(88);
                _stack.Push(new PickleSet([]));
                break;
            case AddItems:
                var items = _stack.PopToMark();
                AppendTo((_stack.Peek() as PickleSet)?.Items, items);
                break;
            case FrozenSet:
                _budget.Spend(88);
                _stack.Push(new PickleSet([.. _stack.PopToMark()]));
                break;

            case Global:
                PushGlobal(_in.ShortLine(), _in.ShortLine());
                break;
            case StackGlobal:
                var name = _stack.Pop() as string;
                PushGlobal(_stack.Pop() as string, name);
                break;
            case Inst:
                Instance(_in.ShortLine(), _in.ShortLine());
                break;
            case Obj:
                PushObject(_stack.PopToMark());
                break;
            case Reduce or NewObj:
                var arguments = _stack.Pop();
                PushCall(_stack.Pop(), arguments);
                break;
            case NewObjEx:
                _stack.Pop();
                var positional = _stack.Pop();
                PushCall(_stack.Pop(), positional);
                break;
            case Build:
                var state = _stack.Pop();
                SetState(_stack.Peek(), state);
                break;
            case PersId:
                PushPersistentId(_in.ShortLine());
                break;
            case BinPersId:
                PushPersistentId(_stack.Pop());
                break;

            default:
                _stack.Push(_literals.Read(op, _stack));
                break;
        }
    }

    private void PushTuple(int count)
    {
        _budget.Spend(24 + 8 * count);
        var tuple = new object?[count];
        for (var i = count - 1; i >= 0; i--)
            tuple[i] = _stack.Pop();
        _stack.Push(tuple);
    }

    private void PushList(object?[] items)
    {
        _budget.Spend(56 + 8L * items.Length);
        _stack.Push(new List<object?>(items));
    }

    private void AppendTo(object? target, params ReadOnlySpan<object?> items)
    {
        _budget.Spend(24L * items.Length); // A list doubles.
        switch (target)
        {
            case List<object?> list:
                list.AddRange(items);
                break;
            case PickleCall:
                break; // A subclass of list: networks hold none that matters.
            default:
                throw _in.Damaged("items for something that is no list");
        }
    }

    private void PushDict(object?[] items)
    {
        _budget.Spend(200);
        _stack.Push(new PickleDict());
        SetItemsOf(items);
    }

    private void SetItemsOf(object?[] items)
    {
        if (items.Length % 2 != 0)
            throw _in.Damaged("a key without its value");
        _budget.Spend(60L * items.Length); // A hash table doubles.
        var dict = _stack.Peek() switch
        {
            PickleDict d => d,
            PickleCall call => call.Items ??= new PickleDict(),
            _ => throw _in.Damaged("items for something that is no dictionary"),
        };
        for (var i = 0; i < items.Length; i += 2)
            dict.Set(items[i], items[i + 1]);
    }

    private void PushGlobal(string? module, string? name)
    {
        if (module is null || name is null)
            throw _in.Damaged("a global without a name");
        _budget.Spend(2L * (module.Length + name.Length));
        _stack.Push(_globals.Find(module, name, _in.Where));
    }

    private void Instance(string module, string name)
    {
        object?[] arguments = _stack.PopToMark();
        PushGlobal(module, name);
        PushCall(_stack.Pop(), arguments);
    }

    private void PushObject(object?[] items)
    {
        if (items.Length == 0)
            throw _in.Damaged("an object without its class");
        PushCall(items[0], items[1..]);
    }

    private void PushCall(object? function, object? arguments)
    {
        if (function is not PickleGlobal global)
            throw _in.Damaged("a call of something that is no global");
        _budget.Spend(280); // With items that may be added.
        _stack.Push(new PickleCall(global, arguments));
    }

    private void SetState(object? target, object? state)
    {
        if (target is not PickleCall call)
            throw _in.Damaged("a state for something that is no object");
        call.State = state;
    }

    private void PushPersistentId(object? id)
    {
        if (!_globals.PersistentIds)
        {
            throw new InputException(
                _in.Where,
                "a pickle that is whole in itself",
                "a persistent id (a reference to another file)",
                "give a network pickle of StyleGAN2"
            );
        }

        _budget.Spend(24);
        _stack.Push(new PicklePersistentId(id));
    }
}
