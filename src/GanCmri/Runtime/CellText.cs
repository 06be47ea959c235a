using System.Globalization;

namespace GanCmri.Runtime;

/// <summary>A wrong cell in a message: columns slip, so it may hold a patient's name or number; only short numbers are repeated.</summary>
internal static class CellText
{
    private const int LongestShown = 5;

    public static string Shown(string cell) =>
        cell.Length == 0 ? "an empty cell"
        : cell.Length <= LongestShown && double.TryParse(cell.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? cell
        : string.Create(CultureInfo.InvariantCulture, $"other text ({cell.Length} {(cell.Length == 1 ? "character" : "characters")})");
}
