using System.Text.RegularExpressions;

namespace GanCmri.Statistics.Association;

/// <summary>A known part of a model's linear predictor: a column, or its natural logarithm, "log(years)".</summary>
/// <param name="Column">Column of the table.</param>
/// <param name="IsLog">Whether its logarithm is meant.</param>
internal sealed partial record OffsetColumn(string Column, bool IsLog)
{
    /// <summary>As written.</summary>
    public string Text => IsLog ? $"log({Column})" : Column;

    /// <summary>Reads one; a column's own name always means the column.</summary>
    /// <param name="text">A column or log(column).</param>
    /// <param name="find">The table's spelling of a column; null where it has none of that name.</param>
    public static OffsetColumn Parse(string text, Func<string, string?> find) =>
        find(text) is { } column ? new OffsetColumn(column, false)
        : Log().Match(text) is { Success: true } log ? new OffsetColumn(find(log.Groups[1].Value) ?? log.Groups[1].Value, true)
        : new OffsetColumn(text, false);

    [GeneratedRegex(@"^log\(\s*(.+?)\s*\)$", RegexOptions.IgnoreCase)]
    private static partial Regex Log();
}
