using GanCmri.Learning.Columns;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GanCmri.Learning.Batching;

/// <summary>How a transformer's columns lie beside an input's: the input's keep their places, the outputs follow.</summary>
internal sealed class BatchPlan
{
    private readonly DataViewSchema _input;
    private readonly int[] _kernelInputs;

    /// <summary>Checks the input and lays out the output schema.</summary>
    /// <exception cref="Runtime.InputException">A column is missing or of another type.</exception>
    public BatchPlan(DataViewSchema input, IReadOnlyList<InputColumn> inputs, IReadOnlyList<OutputColumn> outputs)
    {
        _input = input;
        _kernelInputs = [.. inputs.Select(c => c.Check(input).Index)];
        InputSizes = [.. _kernelInputs.Select(i => input[i].Type is VectorDataViewType vector ? vector.Size : 1)];
        OutputSizes = [.. outputs.Select(c => c.Size)];
        Words = [.. outputs.Select(c => c.Words)];
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        foreach (var output in outputs)
            output.AddTo(builder);
        Schema = builder.ToSchema();
    }

    /// <summary>The output schema.</summary>
    public DataViewSchema Schema { get; }

    /// <summary>Values a row of each kernel input.</summary>
    public int[] InputSizes { get; }

    /// <summary>Values a row of each output.</summary>
    public int[] OutputSizes { get; }

    /// <summary>Of each output the words for its numbers; null: the numbers themselves.</summary>
    public Func<float, string>?[] Words { get; }

    /// <summary>The places of the kernel's inputs among the input's columns.</summary>
    public IReadOnlyList<int> KernelInputs => _kernelInputs;

    /// <summary>The number of columns passed through.</summary>
    public int PassedThrough => _input.Count;

    /// <summary>Which outputs are among the active columns.</summary>
    public bool[] Wanted(IEnumerable<DataViewSchema.Column> active)
    {
        var indices = active.Select(c => c.Index).ToHashSet();
        return [.. Enumerable.Range(0, OutputSizes.Length).Select(i => indices.Contains(_input.Count + i))];
    }

    /// <summary>The input columns that the active columns need.</summary>
    public IReadOnlyList<DataViewSchema.Column> Needed(IEnumerable<DataViewSchema.Column> active)
    {
        var columns = active.ToArray();
        var indices = columns.Where(c => c.Index < _input.Count).Select(c => c.Index).ToHashSet();
        if (Wanted(columns).Any(w => w))
            indices.UnionWith(_kernelInputs);
        return [.. indices.Order().Select(i => _input[i])];
    }
}
