using System.Text.RegularExpressions;

namespace GanCmri.Formats.Tables;

/// <summary>Text that a spreadsheet shows as it is.</summary>
internal static partial class SpreadsheetText
{
    /// <summary>Puts an apostrophe before text that begins with a character a spreadsheet takes for a formula (OWASP "CSV injection");
    /// plain numbers with a sign, and such percentages, stay.</summary>
    public static string Neutralise(string text) => IsFormula(text) ? "'" + text : text;

    /// <summary>The text as it was before <see cref="Neutralise"/>, also of tables in which +15% had an apostrophe.</summary>
    internal static string Original(string text) =>
        text.Length > 1 && text[0] == '\'' && (IsFormula(text[1..]) || Change().IsMatch(text[1..])) ? text[1..] : text;

    private static bool IsFormula(string text) =>
        text.Length > 0 && "=+-@\t\r\n".Contains(text[0]) && !NegativeNumber().IsMatch(text) && !Change().IsMatch(text);

    [GeneratedRegex(@"^-[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NegativeNumber();

    // +15%, -2.5%, +3: what jobs ask for.
    [GeneratedRegex(@"^(?:[+-][0-9]+(?:\.[0-9]+)?%|\+[0-9]+(?:\.[0-9]+)?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Change();
}
