using GanCmri.Runtime;
using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Statistics.Association;

/// <summary>Tells real from synthetic rows and counts both.</summary>
internal sealed class SourceSplit(TableColumn? marker, int markerPlace)
{
    private readonly Dictionary<string, long> _rows = [];

    /// <summary>Sources met, real before synthetic.</summary>
    public IEnumerable<string> Sources => _rows.Keys.Order(StringComparer.Ordinal);

    /// <summary>Whether a column "source" holds nothing but numbers, as of centres, so that its rows count as real.</summary>
    public bool CountsNumbersAsReal { get; private set; }

    /// <summary>Rows of a source met so far.</summary>
    public long RowsOf(string source) => _rows[source];

    /// <summary>Adds rows that were counted elsewhere.</summary>
    /// <exception cref="InputException">There a column "source" was of centres, and here it is of words, or the other way
    /// round.</exception>
    public void Add(IReadOnlyDictionary<string, long> rows, bool countsNumbersAsReal)
    {
        if (_rows.Count > 0 && rows.Count > 0 && countsNumbersAsReal != CountsNumbersAsReal)
            throw Unclear(marker!, "numbers and words");
        if (rows.Count > 0)
            CountsNumbersAsReal = countsNumbersAsReal;
        foreach (var (source, n) in rows)
            _rows[source] = _rows.GetValueOrDefault(source) + n;
    }

    /// <summary>Masks of the sources that have rows in a block; a null mask takes all rows.</summary>
    public IReadOnlyList<SourceMask> Split(TableBlock block)
    {
        if (marker is null)
            return [Counted(RowSource.Unmarked, null, block.Rows)];
        var before = CountsNumbersAsReal;
        CountsNumbersAsReal = !RowSource.SaysYesOrNo(marker.Name) && marker.Levels.TrueForAll(RowSource.IsNumber);
        if (before && !CountsNumbersAsReal)
            throw Unclear(marker, "numbers and words");
        var says = marker.Levels.Select(l => CountsNumbersAsReal ? false : RowSource.IsSynthetic(marker.Name, l)).ToArray();
        var codes = block.Columns[markerPlace].AsSpan(0, block.Rows);
        var synthetic = new bool[block.Rows];
        for (var i = 0; i < block.Rows; i++)
            synthetic[i] = double.IsNaN(codes[i])
                ? (CountsNumbersAsReal ? false : throw Unclear(marker, "nothing in a row"))
                : says[(int)codes[i]] ?? throw Unclear(marker, Shown(marker, marker.Levels[(int)codes[i]]));
        var count = synthetic.Count(s => s);
        var masks = new List<SourceMask>();
        if (count < block.Rows)
            masks.Add(Counted(RowSource.Real, Array.ConvertAll(synthetic, s => !s), block.Rows - count));
        if (count > 0)
            masks.Add(Counted(RowSource.Synthetic, synthetic, count));
        return masks;
    }

    private static InputException Unclear(TableColumn marker, string found) =>
        RowSource.SaysYesOrNo(marker.Name)
            ? new($"column '{marker.Name}'", "true or false in every row", found, "say of every row whether it is synthetic")
            : new(
                $"column '{marker.Name}'",
                "real or synthetic in every row",
                found,
                "say of every row what it is, or rename the column if it says something else"
            );

    // A slipped column of names has many of them.
    private static string Shown(TableColumn marker, string label) => marker.Levels.Count <= 10 ? $"'{label}'" : NumberLook.Shown(label);

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
