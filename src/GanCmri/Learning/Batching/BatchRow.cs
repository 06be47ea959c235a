using GanCmri.Learning.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Batching;

/// <summary>One row seen through a transformer; the kernel runs on a batch of one, once for each position of the input.</summary>
internal sealed class BatchRow : DataViewRow
{
    private readonly BatchPlan _plan;
    private readonly DataViewRow _input;
    private readonly HashSet<int> _active;
    private readonly RingColumn[] _kernelInputs;
    private readonly BatchKernel? _kernel;

    public BatchRow(BatchTransformer owner, BatchPlan plan, DataViewRow input, IReadOnlyCollection<DataViewSchema.Column> active)
    {
        (_plan, _input) = (plan, input);
        _active = [.. active.Select(c => c.Index)];
        var wanted = plan.Wanted(active);
        var runs = wanted.Any(w => w);
        _kernelInputs = runs ? [.. plan.KernelInputs.Select(i => RingColumn.Create(input, input.Schema[i], 1))] : [];
        if (runs)
            _kernel = new BatchKernel(owner, plan, 1, wanted, new BatchRows(() => input.Position, () => 0, Gather));
    }

    /// <inheritdoc/>
    public override long Position => _input.Position;

    /// <inheritdoc/>
    public override long Batch => _input.Batch;

    /// <inheritdoc/>
    public override DataViewSchema Schema => _plan.Schema;

    /// <inheritdoc/>
    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    /// <inheritdoc/>
    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    /// <inheritdoc/>
    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        var active = IsColumnActive(column);
        if (active && column.Index < _plan.PassedThrough)
            return _input.GetGetter<TValue>(_input.Schema[column.Index]);
        var getter = active ? _kernel!.Getter(column.Index - _plan.PassedThrough, column.Type) : null;
        return GetterCheck.Cast<TValue>(getter!, column, active);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _input.Dispose();
        base.Dispose(disposing);
    }

    private int Gather(Batch batch)
    {
        for (var column = 0; column < _kernelInputs.Length; column++)
        {
            _kernelInputs[column].Fill(0);
            _kernelInputs[column].CopyTo(0, batch.Input(column, 0));
        }

        return 1;
    }
}
