using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Batching;

/// <summary>Runs a transformer's kernel over gathered rows, once a batch, when the first output is read.</summary>
internal sealed class BatchKernel
{
    private readonly BatchTransformer _owner;
    private readonly BatchPlan _plan;
    private readonly BatchRows _rows;
    private readonly Batch _batch;
    private long _version = long.MinValue;

    public BatchKernel(BatchTransformer owner, BatchPlan plan, int capacity, bool[] wanted, BatchRows rows)
    {
        (_owner, _plan, _rows) = (owner, plan, rows);
        _batch = new Batch(capacity, plan.InputSizes, plan.OutputSizes, wanted);
    }

    /// <summary>A getter of one output in the current row.</summary>
    public Delegate Getter(int output, DataViewType type)
    {
        if (_plan.Words[output] is { } words)
        {
            ValueGetter<ReadOnlyMemory<char>> text = (ref ReadOnlyMemory<char> value) =>
            {
                Run();
                value = words(_batch.Output(output, _rows.Slot())[0]).AsMemory();
            };
            return text;
        }

        if (type is not VectorDataViewType)
        {
            ValueGetter<float> scalar = (ref float value) =>
            {
                Run();
                value = _batch.Output(output, _rows.Slot())[0];
            };
            return scalar;
        }

        ValueGetter<VBuffer<float>> vector = (ref VBuffer<float> value) =>
        {
            Run();
            var editor = VBufferEditor.Create(ref value, _plan.OutputSizes[output]);
            _batch.Output(output, _rows.Slot()).CopyTo(editor.Values);
            value = editor.Commit();
        };
        return vector;
    }

    private void Run()
    {
        var version = _rows.Version();
        if (version == _version)
            return;
        _batch.Rows = _rows.Gather(_batch);
        _owner.Run(_batch);
        _version = version;
    }
}

/// <summary>How a kernel reaches the rows it works on.</summary>
/// <param name="Version">Changes when the rows change.</param>
/// <param name="Slot">The current row's place in the batch.</param>
/// <param name="Gather">Copies the rows' inputs into the batch and says how many rows there are.</param>
internal sealed record BatchRows(Func<long> Version, Func<int> Slot, Func<Batch, int> Gather);
