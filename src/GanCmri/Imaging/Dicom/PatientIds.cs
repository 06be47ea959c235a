using System.Text.RegularExpressions;

namespace GanCmri.Imaging.Dicom;

/// <summary>Tells patients' numbers from what anonymisers put in their place, which several patients share.</summary>
internal static partial class PatientIds
{
    /// <summary>Nothing, a word such as "ANONYMIZED" or "unknown", one sign again and again ("0000", "XXX"), or 1234...</summary>
    public static bool IsPlaceholder(string id)
    {
        var plain = string.Concat(id.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return plain.Length == 0
            || plain == "0"
            || (plain.Length > 1 && plain.Distinct().Count() == 1 && (plain.Length > 2 || plain is "00" or "XX"))
            || (plain.Length > 3 && "1234567890".StartsWith(plain, StringComparison.Ordinal))
            || Words().IsMatch(plain);
    }

    /// <summary>Whether it holds a digit, as real numbers and pseudonyms do; a word may be that of a whole study.</summary>
    public static bool IsNumber(string id) => id.Any(char.IsDigit);

    [GeneratedRegex(
        "^((ANON|DEID|PSEUDON)[A-Z]*|UNKNOWN|REMOVED|REDACTED|HIDDEN|NONE|NULL|NAN|NIL|MISSING|BLANK|EMPTY|DEFAULT|DUMMY|FAKE|"
            + "PATIENTS?|SUBJECT|PERSON|VOLUNTEER|TEST|NAME|IDENTIFIER|ID|NO|NOT|NA|AVAILABLE|PROVIDED|APPLICABLE|CONFIDENTIAL|SECRET|"
            + "PRIVATE|UNDEFINED|UNSPECIFIED)+0*$"
    )]
    private static partial Regex Words();
}
