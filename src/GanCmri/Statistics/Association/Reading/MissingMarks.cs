namespace GanCmri.Statistics.Association.Reading;

/// <summary>What stands for a missing value: nothing, the usual marks in any case, Python's "None" as it is written, and what the user
/// adds; numbers among these are marks however they are written (-99, -99.0).</summary>
internal sealed class MissingMarks
{
    private const int LongestUsual = 8;

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Usual = new HashSet<string>(
        [
            "NA",
            "N/A",
            "#N/A",
            "#NA",
            "<NA>",
            "NaN",
            "null",
            ".",
            "-",
            "--",
            "\u2013",
            "\u2014",
            "?",
            "N.A.",
            "NaT",
            "-NaN",
            "1.#IND",
            "-1.#IND",
            "1.#QNAN",
            "-1.#QNAN",
            "\\N",
            "#N/A N/A",
            "#NULL!",
            "#VALUE!",
            "#DIV/0!",
            "#REF!",
            "#NAME?",
            "#NUM!",
        ],
        StringComparer.OrdinalIgnoreCase
    ).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _added;
    private readonly HashSet<double> _numbers = [];
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _kept;

    /// <summary>The usual marks and others.</summary>
    /// <param name="added">Marks besides the usual ones.</param>
    /// <param name="kept">What is no mark here, as the user names it as a level, e.g. "None" in an order of severity.</param>
    public MissingMarks(IReadOnlyList<string> added, IReadOnlyList<string>? kept = null)
    {
        _kept = new HashSet<string>(kept ?? []).GetAlternateLookup<ReadOnlySpan<char>>();
        _added = new HashSet<string>(added).GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var mark in added)
            if (NumberCell.TryParse(mark, out var number))
                _numbers.Add(number);
    }

    /// <summary>Whether a number can be a mark, e.g. -99.</summary>
    public bool MayBeNumbers => _numbers.Count > 0;

    /// <summary>Whether a trimmed cell is missing.</summary>
    public bool Has(ReadOnlySpan<char> cell) =>
        cell.IsEmpty
        || (cell.Length <= LongestUsual && !_kept.Contains(cell) && (Usual.Contains(cell) || cell.SequenceEqual("None")))
        || _added.Contains(cell)
        || (MayBeNumbers && NumberCell.TryParse(cell, out var number) && _numbers.Contains(number));

    /// <summary>Whether a number is missing.</summary>
    public bool Has(double number) => double.IsNaN(number) || _numbers.Contains(number);
}
