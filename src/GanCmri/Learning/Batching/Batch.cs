namespace GanCmri.Learning.Batching;

/// <summary>Up to <see cref="BatchTransformer.BatchSize"/> rows handed to a kernel: dense inputs, and room for the wanted
/// outputs.</summary>
internal sealed class Batch
{
    private readonly int[] _inputSizes;
    private readonly int[] _outputSizes;
    private readonly float[][] _inputs;
    private readonly float[][] _outputs;

    /// <summary>Makes the buffers for batches of up to <paramref name="capacity"/> rows.</summary>
    /// <param name="capacity">Most rows.</param>
    /// <param name="inputSizes">Values a row of each input.</param>
    /// <param name="outputSizes">Values a row of each output.</param>
    /// <param name="wanted">Which outputs somebody reads.</param>
    public Batch(int capacity, int[] inputSizes, int[] outputSizes, bool[] wanted)
    {
        (_inputSizes, _outputSizes, Wanted) = (inputSizes, outputSizes, wanted);
        _inputs = [.. inputSizes.Select(size => new float[capacity * size])];
        _outputs = [.. outputSizes.Select((size, i) => wanted[i] ? new float[capacity * size] : [])];
    }

    /// <summary>Rows in this batch.</summary>
    public int Rows { get; set; }

    /// <summary>Which outputs must be computed.</summary>
    public IReadOnlyList<bool> Wanted { get; }

    /// <summary>The values of input column <paramref name="column"/> in one row.</summary>
    public Span<float> Input(int column, int row) => _inputs[column].AsSpan(row * _inputSizes[column], _inputSizes[column]);

    /// <summary>The values of all rows of an input column, row after row.</summary>
    public Memory<float> Inputs(int column) => _inputs[column].AsMemory(0, Rows * _inputSizes[column]);

    /// <summary>Where to put output column <paramref name="column"/> of one row.</summary>
    public Span<float> Output(int column, int row) => _outputs[column].AsSpan(row * _outputSizes[column], _outputSizes[column]);

    /// <summary>Where to put all rows of an output column.</summary>
    public Memory<float> Outputs(int column) => _outputs[column].AsMemory(0, Rows * _outputSizes[column]);
}
