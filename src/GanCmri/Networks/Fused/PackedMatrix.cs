namespace GanCmri.Networks.Fused;

/// <summary>A matrix [Depth, columns] in panels of 32 columns, each panel row by row, as <see cref="Gemm"/> reads it. Columns that the
/// last panel has beyond the matrix are zero.</summary>
internal sealed unsafe class PackedMatrix
{
    /// <summary>Columns of a panel.</summary>
    public const int Panel = 32;

    private readonly Floats _values;

    /// <param name="depth">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="values">Row by row.</param>
    public PackedMatrix(int depth, int columns, ReadOnlySpan<float> values)
    {
        (Depth, Width) = (depth, Padded(columns));
        _values = new Floats((long)depth * Width);
        GC.AddMemoryPressure(Bytes); // or the collector does not know what an old network holds
        for (var k = 0; k < depth; k++)
        for (var j = 0; j < columns; j++)
            _values.At[((long)(j / Panel * depth) + k) * Panel + j % Panel] = values[k * columns + j];
    }

    ~PackedMatrix() => GC.RemoveMemoryPressure(Bytes);

    /// <summary>Rows.</summary>
    public int Depth { get; }

    /// <summary>Columns, rounded up to whole panels.</summary>
    public int Width { get; }

    private long Bytes => Math.Max(1, _values.Length * sizeof(float));

    /// <summary>A panel's first number.</summary>
    public float* At(int panel) => _values.At + (long)panel * Depth * Panel;

    /// <summary>Columns rounded up to whole panels.</summary>
    public static int Padded(int columns) => (columns + Panel - 1) / Panel * Panel;
}
