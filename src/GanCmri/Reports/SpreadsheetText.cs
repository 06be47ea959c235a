using System.Text.RegularExpressions;

namespace GanCmri.Reports;

/// <summary>Text that a spreadsheet shows as it is.</summary>
public static partial class SpreadsheetText
{
    /// <summary>Puts an apostrophe before text that begins with a character a spreadsheet takes for a formula (OWASP "CSV injection"); plain negative numbers stay.</summary>
    public static string Neutralise(string text) =>
        text.Length > 0 && "=+-@\t\r\n".Contains(text[0]) && !NegativeNumber().IsMatch(text) ? "'" + text : text;

    [GeneratedRegex(@"^-[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NegativeNumber();
}
