using System.Text.RegularExpressions;

namespace GanCmri.Statistics.Association.Reading;

/// <summary>Cells that people mean as numbers and that are none.</summary>
internal static partial class NumberLook
{
    private const int LongestShown = 8;
    private const int MostDigitsShown = 5;

    /// <summary>Whether a cell has a decimal comma or thousands separators: 3,5 or 1,234 or 1.234,5 or 1 234.</summary>
    public static bool HasSeparators(ReadOnlySpan<char> cell) =>
        cell.Length > 2 && cell[^1] is >= '0' and <= '9' && Separated().IsMatch(cell);

    /// <summary>Whether a label is a number with something behind it: 54.1 y, 12%.</summary>
    public static bool HasUnit(string cell) => WithUnit().IsMatch(cell);

    /// <summary>
    /// A cell for a message. A slipped column may hold a name, a birthday or a number of a patient, so only labels of up to three
    /// characters and short numbers, with what stands beside them, are repeated.
    /// </summary>
    public static string Shown(string cell) =>
        cell.Length <= 3 || (cell.Length <= LongestShown && cell.Count(char.IsAsciiDigit) <= MostDigitsShown && Measure().IsMatch(cell))
            ? $"'{cell}'"
            : $"other text ({cell.Length} characters)";

    [GeneratedRegex(@"^[+-]?(\d+,\d+|\d{1,3}([ '’,.\u00A0\u202F]\d{3})+([.,]\d+)?)$")]
    private static partial Regex Separated();

    [GeneratedRegex(@"^[<>≤≥~+-]?\d+([.,]\d+)?\s*\D{1,8}$")]
    private static partial Regex WithUnit();

    [GeneratedRegex(@"^[<>≤≥~+-]?\s*\d[\d.,' ]*\s*\D{0,3}$")]
    private static partial Regex Measure();
}
