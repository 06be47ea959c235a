namespace GanCmri.Statistics.Association;

/// <summary>Rows as read: the wanted columns, numbers apart from text.</summary>
/// <param name="columns">Wanted columns; text ones are marked.</param>
/// <param name="capacity">Most rows it can hold.</param>
internal sealed class RawBlock(IReadOnlyList<bool> columns, int capacity)
{
    /// <summary>Rows filled.</summary>
    public int Rows { get; set; }

    /// <summary>Number columns (NaN: missing); null where text.</summary>
    public double[]?[] Numbers { get; } = [.. columns.Select(text => text ? null : new double[capacity])];

    /// <summary>Text columns (null: missing); null where numbers.</summary>
    public string?[]?[] Texts { get; } = [.. columns.Select(text => text ? new string?[capacity] : null)];

    /// <summary>Cells of each number column that are neither numbers nor marks for missing.</summary>
    public int[] Unreadable { get; } = new int[columns.Count];

    /// <summary>First row with more or fewer cells than the header, or -1.</summary>
    public int Ragged { get; set; } = -1;
}
