namespace GanCmri.Reports;

/// <summary>Text that a spreadsheet shows as it is.</summary>
public static class SpreadsheetText
{
    /// <summary>Puts an apostrophe before text that begins with a character a spreadsheet takes for a formula (OWASP "CSV injection").</summary>
    public static string Neutralise(string text) =>
        text.Length > 0 && "=+-@\t\r\n".Contains(text[0]) ? "'" + text : text;
}
