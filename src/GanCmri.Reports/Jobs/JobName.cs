using System.Text.RegularExpressions;
using GanCmri.Studies;

namespace GanCmri.Reports.Jobs;

/// <summary>Names of jobs, which name folders too.</summary>
internal static partial class JobName
{
    /// <summary>The rule in words.</summary>
    public const string Rule = "1 to 64 letters a-z, digits, '-', '_' or '.', first a letter or digit, not 'row-' or a device name";

    /// <summary>Whether it is a file name on every system.</summary>
    public static bool IsSafe(string name) => Safe().IsMatch(name) && !Device().IsMatch(name);

    /// <summary>Whether it is one that rows without an id get.</summary>
    public static bool IsOfRow(string name) => name.StartsWith("row-", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?\z")]
    private static partial Regex Safe();

    [GeneratedRegex(@"^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?\z", RegexOptions.IgnoreCase)]
    private static partial Regex Device();
}
