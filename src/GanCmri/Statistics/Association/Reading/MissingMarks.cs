namespace GanCmri.Statistics.Association.Reading;

/// <summary>What stands for a missing value: nothing, the usual marks in any case, Python's "None" as it is written, and what the user adds.</summary>
internal sealed class MissingMarks
{
    private const int LongestUsual = 7;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Usual = new HashSet<string>(
        ["NA", "N/A", "#N/A", "#NA", "<NA>", "NaN", "null", ".", "-", "#NULL!", "#VALUE!", "#DIV/0!", "#REF!", "#NAME?", "#NUM!"], StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _added;

    /// <summary>The usual marks and others.</summary>
    public MissingMarks(IReadOnlyList<string> added)
    {
        _added = new HashSet<string>(added).GetAlternateLookup<ReadOnlySpan<char>>();
        MayBeNumbers = added.Count > 0;
    }

    /// <summary>Whether a number can be a mark, e.g. -99.</summary>
    public bool MayBeNumbers { get; }

    /// <summary>Whether a trimmed cell is missing.</summary>
    public bool Has(ReadOnlySpan<char> cell) =>
        cell.IsEmpty || (cell.Length <= LongestUsual && (Usual.Contains(cell) || cell.SequenceEqual("None"))) || (MayBeNumbers && _added.Contains(cell));
}
