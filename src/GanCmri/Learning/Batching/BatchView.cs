using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Batching;

/// <summary>A transformer over an input: lazy, batched, in constant memory.</summary>
internal sealed class BatchView : IDataView
{
    private readonly BatchTransformer _owner;
    private readonly IDataView _input;
    private readonly BatchPlan _plan;
    private int _passes;

    public BatchView(BatchTransformer owner, IDataView input, BatchPlan plan) => (_owner, _input, _plan) = (owner, input, plan);

    /// <inheritdoc/>
    public bool CanShuffle => _input.CanShuffle;

    /// <inheritdoc/>
    public DataViewSchema Schema => _plan.Schema;

    /// <inheritdoc/>
    public long? GetRowCount() => _input.GetRowCount();

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var active = columnsNeeded.ToArray();
        CountPass(active);
        return new BatchCursor(_owner, _plan, _input.GetRowCursor(_plan.Needed(active), rand), active);
    }

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var active = columnsNeeded.ToArray();
        CountPass(active);
        return [.. _input.GetRowCursorSet(_plan.Needed(active), n, rand).Select(input => new BatchCursor(_owner, _plan, input, active))];
    }

    // A trainer that goes over the rows again and again would run a network each time: say so, once.
    private void CountPass(IReadOnlyList<DataViewSchema.Column> active)
    {
        if (!_owner.IsCostly || !_plan.Wanted(active).Any(w => w))
            return;
        if (Interlocked.Increment(ref _passes) == 2)
            _owner.WarnOfSecondPass();
    }
}
