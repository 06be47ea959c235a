using GanCmri.Learning.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Batching;

/// <summary>
/// Reads one input cursor a batch ahead: the rows' columns wait in rings, and the kernel runs once a batch, if and when an
/// output is read. The cursor does not own the model.
/// </summary>
internal sealed class BatchCursor : DataViewRowCursor
{
    private readonly BatchTransformer _owner;
    private readonly BatchPlan _plan;
    private readonly DataViewRowCursor _input;
    private readonly HashSet<int> _active;
    private readonly Dictionary<int, RingColumn> _rings;
    private readonly BatchKernel? _kernel;
    private readonly ValueGetter<DataViewRowId> _inputId;
    private readonly DataViewRowId[] _ids;
    private readonly long[] _batches;
    private long _position = -1;
    private long _refills;
    private int _slot = -1;
    private int _rows;
    private bool _ended;

    public BatchCursor(BatchTransformer owner, BatchPlan plan, DataViewRowCursor input, IReadOnlyCollection<DataViewSchema.Column> active)
    {
        (_owner, _plan, _input) = (owner, plan, input);
        _active = [.. active.Select(c => c.Index)];
        var wanted = plan.Wanted(active);
        var capacity = wanted.Any(w => w) ? owner.BatchSize : 1;
        _rings = plan.Needed(active).ToDictionary(c => c.Index, c => RingColumn.Create(input, c, capacity));
        if (wanted.Any(w => w))
            _kernel = new BatchKernel(owner, plan, capacity, wanted, new BatchRows(() => _refills, () => _slot, Gather));
        (_inputId, _ids, _batches) = (input.GetIdGetter(), new DataViewRowId[capacity], new long[capacity]);
    }

    /// <inheritdoc/>
    public override long Position => _position;

    /// <inheritdoc/>
    public override long Batch => _slot < 0 ? 0 : _batches[_slot];

    /// <inheritdoc/>
    public override DataViewSchema Schema => _plan.Schema;

    /// <inheritdoc/>
    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    /// <inheritdoc/>
    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = _ids[_slot];

    /// <inheritdoc/>
    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        var active = IsColumnActive(column);
        if (!active)
            return GetterCheck.Cast<TValue>(null!, column, active);
        var getter =
            column.Index < _plan.PassedThrough
                ? _rings[column.Index].Getter(() => _slot)
                : _kernel!.Getter(column.Index - _plan.PassedThrough, column.Type);
        return GetterCheck.Cast<TValue>(getter, column, active);
    }

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        if (_slot + 1 < _rows)
        {
            _slot++;
            _position++;
            return true;
        }

        if (_ended || !Refill())
            return false;
        _slot = 0;
        _position++;
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _input.Dispose();
        base.Dispose(disposing);
    }

    private bool Refill()
    {
        _owner.Cancellation.ThrowIfCancellationRequested();
        _refills++;
        _rows = 0;
        while (_rows < _ids.Length && !_ended)
        {
            if (!_input.MoveNext())
            {
                _ended = true;
                break;
            }

            foreach (var ring in _rings.Values)
                ring.Fill(_rows);
            _inputId(ref _ids[_rows]);
            _batches[_rows] = _input.Batch;
            _rows++;
        }

        return _rows > 0;
    }

    private int Gather(Batch batch)
    {
        for (var column = 0; column < _plan.KernelInputs.Count; column++)
        {
            var ring = _rings[_plan.KernelInputs[column]];
            for (var row = 0; row < _rows; row++)
                ring.CopyTo(row, batch.Input(column, row));
        }

        return _rows;
    }
}
