using System.Text.RegularExpressions;

namespace GanCmri.Runtime;

/// <summary>Words as a POSIX shell reads them back, whatever they hold.</summary>
internal static partial class ShellWords
{
    /// <summary>One word.</summary>
    public static string Quote(string word) =>
        Plain().IsMatch(word) ? word : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    /// <summary>Several words.</summary>
    public static string Quote(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    [GeneratedRegex(@"^[A-Za-z0-9_@%+=:,./-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
