namespace GanCmri.Statistics.Association;

/// <summary>A column of the table in use: numbers, or text whose levels are numbered in order of appearance.</summary>
internal sealed class TableColumn(string name, bool isText)
{
    private readonly Dictionary<string, int> _codes = [];

    /// <summary>Its name in the header.</summary>
    public string Name { get; } = name;

    /// <summary>Whether cells are text.</summary>
    public bool IsText { get; } = isText;

    /// <summary>Levels of a text column, by code.</summary>
    public List<string> Levels { get; } = [];

    /// <summary>Cells that are neither numbers nor marks for missing; they count as missing.</summary>
    public long Unreadable { get; set; }

    /// <summary>Code of a level, given on first sight.</summary>
    public double CodeOf(string? level)
    {
        if (level is null) return double.NaN;
        if (!_codes.TryGetValue(level, out var code))
        {
            _codes[level] = code = Levels.Count;
            Levels.Add(level);
        }

        return code;
    }
}
