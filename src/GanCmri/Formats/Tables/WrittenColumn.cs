using GanCmri.Formats.Tables.Parquet;

namespace GanCmri.Formats.Tables;

/// <summary>A column of a <see cref="TableWriter{T}"/>; the function of its kind is set.</summary>
/// <param name="Head">Its name.</param>
/// <param name="Kind">What its cells are.</param>
/// <param name="Cell">The cell in CSV.</param>
internal sealed record WrittenColumn<T>(string Head, CellKind Kind, Func<T, string> Cell)
{
    /// <summary>Text as it is.</summary>
    public Func<T, string>? Text { get; init; }

    /// <summary>The number; not finite where missing.</summary>
    public Func<T, double>? Number { get; init; }

    /// <summary>The whole number; null where missing.</summary>
    public Func<T, long?>? Whole { get; init; }

    /// <summary>The list.</summary>
    public Func<T, ReadOnlyMemory<float>>? Vector { get; init; }

    /// <summary>Columns it is in CSV.</summary>
    public int Length { get; init; } = 1;
}
