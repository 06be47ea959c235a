using System.Globalization;

namespace GanCmri.Runtime;

/// <summary>A wrong cell in a message: columns slip, so it may hold a patient's name, birthday or number. Short numbers are repeated, of
/// long ones the size is told.</summary>
internal static class CellText
{
    private const int LongestShown = 5;

    public static string Shown(string cell)
    {
        if (cell.Length == 0)
            return "an empty cell";
        if (!double.TryParse(cell.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return Other(cell);
        return cell.Length <= LongestShown ? cell
            : double.IsFinite(number) ? $"a number of about {Rounded(number)}{(cell.EndsWith('%') ? "%" : "")}"
            : Other(cell);
    }

    private static string Other(string cell) =>
        string.Create(CultureInfo.InvariantCulture, $"other text ({cell.Length} {(cell.Length == 1 ? "character" : "characters")})");

    // To two digits: a birthday as 19540317 is 20000000, a number of a patient one of very many.
    private static string Rounded(double number) =>
        double.Parse(number.ToString("G2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            .ToString(CultureInfo.InvariantCulture);
}
