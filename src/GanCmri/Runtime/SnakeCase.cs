namespace GanCmri.Runtime;

/// <summary>
/// The one rule between the two spellings of a name: <c>lv_area_mm2</c> in CSV, YAML and on the command line, <c>LvAreaMm2</c> in C# and
/// ML.NET.
/// </summary>
internal static class SnakeCase
{
    /// <summary>"LvAreaMm2" as "lv_area_mm2": a capital begins a word.</summary>
    public static string Of(string pascal) =>
        string.Concat(pascal.Select((c, i) => (char.IsAsciiLetterUpper(c) && i > 0 ? "_" : "") + char.ToLowerInvariant(c)));

    /// <summary>"lv_area_mm2" as "LvAreaMm2".</summary>
    public static string ToPascal(string snake) =>
        string.Concat(snake.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
