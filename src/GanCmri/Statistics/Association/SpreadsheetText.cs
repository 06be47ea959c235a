using System.Globalization;

namespace GanCmri.Statistics.Association;

/// <summary>Text cells that a spreadsheet must not run as formulas.</summary>
public static class SpreadsheetText
{
    /// <summary>Puts an apostrophe before text that begins with = + - @, tab or carriage return; numbers stay as they are.</summary>
    public static string Neutral(string cell) =>
        cell.Length > 0 && "=+-@\t\r".Contains(cell[0]) && !double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            ? "'" + cell : cell;
}
