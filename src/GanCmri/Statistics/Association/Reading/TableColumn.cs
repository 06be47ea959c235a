namespace GanCmri.Statistics.Association.Reading;

/// <summary>What the cells of a column are.</summary>
internal enum ColumnKind
{
    /// <summary>Nothing but missing cells so far.</summary>
    Unknown,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Text whose levels are numbered in order of appearance.</summary>
    Text,
}

/// <summary>A column of the table in use.</summary>
internal sealed class TableColumn(string name)
{
    /// <summary>Its name in the header.</summary>
    public string Name { get; } = name;

    /// <summary>What its cells are.</summary>
    public ColumnKind Kind { get; set; }

    /// <summary>Whether cells are text.</summary>
    public bool IsText => Kind == ColumnKind.Text;

    /// <summary>Levels of a text column, by code.</summary>
    public List<string> Levels { get; } = [];

    /// <summary>The level that the others are compared with, as it is asked for; null: the first in alphabetical order.</summary>
    public string? Reference { get; set; }

    /// <summary>Cells of a column said to be numeric that are neither numbers nor marks for missing; they count as missing.</summary>
    public long Unreadable { get; set; }

    /// <summary>Marks for missing met in a text column, where they might have been meant as categories, and how often.</summary>
    public SortedDictionary<string, long> Marks { get; } = new(StringComparer.Ordinal);
}
