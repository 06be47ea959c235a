using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Batching;

/// <summary>A transformer over single rows: a batch of one, for PredictionEngine.</summary>
internal sealed class BatchMapper : IRowToRowMapper
{
    private readonly BatchTransformer _owner;
    private readonly BatchPlan _plan;

    public BatchMapper(BatchTransformer owner, DataViewSchema input, BatchPlan plan) => (_owner, InputSchema, _plan) = (owner, input, plan);

    /// <inheritdoc/>
    public DataViewSchema InputSchema { get; }

    /// <inheritdoc/>
    public DataViewSchema OutputSchema => _plan.Schema;

    /// <inheritdoc/>
    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        _plan.Needed(dependingColumns);

    /// <inheritdoc/>
    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
        new BatchRow(_owner, _plan, input, [.. activeColumns]);
}
