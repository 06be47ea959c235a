using System.CommandLine;
using System.Text.RegularExpressions;

namespace GanCmri.Cli.Verbs.Associate;

/// <summary>Options of names separated by commas; those between the knots of a spline separate nothing.</summary>
internal static partial class NameList
{
    /// <summary>An option that is empty unless given or required.</summary>
    public static Option<string[]> Option(string name, string description, bool required = false) =>
        new(name)
        {
            Description = description,
            Required = required,
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = required ? null : _ => [],
            CustomParser = result => [.. result.Tokens.SelectMany(t => Split(t.Value))],
        };

    private static IEnumerable<string> Split(string list) => Entry().Matches(list).Select(m => m.Value.Trim()).Where(v => v.Length > 0);

    [GeneratedRegex(@"(?:spline\([^()]*(?:\([^()]*\)[^()]*)*\)|[^,])+", RegexOptions.IgnoreCase)]
    private static partial Regex Entry();
}
