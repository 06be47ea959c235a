using GanCmri.Learning.Saving;
using GanCmri.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Batching;

/// <summary>
/// A row-to-row step that works on batches. What a row becomes depends on that row alone, never on the batch it is in, the
/// thread or the number of cursors. Only columns somebody reads are computed.
/// </summary>
public abstract class BatchTransformer : GanTransformer
{
    private const int PlainBatch = 64;
    private long _rowsDone;

    private protected BatchTransformer(GanContext context, int batchSize = PlainBatch)
        : base(context)
    {
        Require.AtLeast(batchSize, 1);
        BatchSize = batchSize;
    }

    /// <summary>Always true: one row in, one row out.</summary>
    public sealed override bool IsRowToRowMapper => true;

    /// <summary>Most rows a kernel gets at once.</summary>
    public int BatchSize { get; internal set; }

    /// <summary>Whether the step runs a network, so that a second pass over the rows deserves a warning.</summary>
    internal virtual bool IsCostly => false;

    /// <summary>Stops cursors at the next batch.</summary>
    internal CancellationToken Cancellation => Context.Cancellation;

    /// <inheritdoc/>
    public sealed override DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Plan(inputSchema).Schema;

    /// <inheritdoc/>
    public sealed override IDataView Transform(IDataView input)
    {
        OnnxExport.Refuse(Kind);
        return new BatchView(this, input, Plan(input.Schema));
    }

    /// <inheritdoc/>
    public sealed override IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) =>
        new BatchMapper(this, inputSchema, Plan(inputSchema));

    /// <summary>Computes the wanted outputs of a batch. Called from several threads at once.</summary>
    private protected abstract void Compute(Batch batch);

    /// <summary>Runs the kernel and reports progress.</summary>
    internal void Run(Batch batch)
    {
        Cancellation.ThrowIfCancellationRequested();
        Compute(batch);
        var done = Interlocked.Add(ref _rowsDone, batch.Rows);
        Context.Progress?.Report(new StageProgress(Kind, done, 0, "rows"));
    }

    /// <summary>Logs that the rows are being computed again.</summary>
    internal void WarnOfSecondPass() =>
        Context.Warn(
            Kind,
            "Transform",
            $"The rows of '{Kind}' are being computed a second time. Append AppendCacheCheckpoint(mlContext) after it when a trainer "
                + "or an evaluation goes over the rows more than once."
        );

    private BatchPlan Plan(DataViewSchema input) => new(input, Inputs, Outputs);
}
