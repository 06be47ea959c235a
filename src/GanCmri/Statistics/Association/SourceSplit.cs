using GanCmri.Runtime;

namespace GanCmri.Statistics.Association;

/// <summary>Tells real from synthetic rows and counts both.</summary>
internal sealed class SourceSplit(TableColumn? marker, int markerPlace)
{
    private readonly Dictionary<string, long> _rows = [];

    /// <summary>Sources met, real before synthetic.</summary>
    public IEnumerable<string> Sources => _rows.Keys.Order(StringComparer.Ordinal);

    /// <summary>Rows of a source met so far.</summary>
    public long RowsOf(string source) => _rows[source];

    /// <summary>Masks of the sources that have rows in a block; a null mask takes all rows.</summary>
    public IReadOnlyList<SourceMask> Split(TableBlock block)
    {
        if (marker is null) return [Counted(RowSource.Unmarked, null, block.Rows)];
        var says = marker.Levels.Select(l => RowSource.SaysSynthetic(marker.Name, l)).ToArray();
        if (RowSource.MustBeClear(marker.Name) && (marker.Levels.Any(l => !RowSource.IsClear(l)) || block.Columns[markerPlace].Take(block.Rows).Any(double.IsNaN)))
            throw new InputException($"column '{marker.Name}'", "true or false in every row", "something else or nothing", "say of every row whether it is synthetic");
        var synthetic = new bool[block.Rows];
        for (var i = 0; i < block.Rows; i++)
            synthetic[i] = block.Columns[markerPlace][i] is var code && !double.IsNaN(code) && says[(int)code];
        var count = synthetic.Count(s => s);
        var masks = new List<SourceMask>();
        if (count < block.Rows) masks.Add(Counted(RowSource.Real, Array.ConvertAll(synthetic, s => !s), block.Rows - count));
        if (count > 0) masks.Add(Counted(RowSource.Synthetic, synthetic, count));
        return masks;
    }

    private SourceMask Counted(string source, bool[]? mask, int rows)
    {
        _rows[source] = _rows.GetValueOrDefault(source) + rows;
        return new SourceMask(source, mask);
    }
}

/// <summary>Rows of one source in a block.</summary>
/// <param name="Source">The source.</param>
/// <param name="Rows">True for its rows; null for all rows.</param>
internal sealed record SourceMask(string Source, bool[]? Rows);
