using System.Text.RegularExpressions;

namespace GanCmri.Imaging;

/// <summary>Names in the order of the numbers in them: 2 before 10.</summary>
internal static partial class NaturalOrder
{
    private const int MostDigits = 20;

    /// <summary>What to sort a name by, character by character.</summary>
    public static string Of(string name) => Digits().Replace(name, m => m.Value.PadLeft(MostDigits, '0'));

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
