using System.Globalization;

namespace GanCmri.Statistics.Association;

/// <summary>
/// Where rows come from. A table marks synthetic rows by a column "synthetic" (true, yes, 1) or a column "source" with the value
/// "synthetic"; real and synthetic rows are never pooled.
/// </summary>
internal static class RowSource
{
    public const string Unmarked = "";
    public const string Real = "real";
    public const string Synthetic = "synthetic";

    private static readonly string[] Yes = ["true", "yes", "1", "t", "y", "synthetic"];
    private static readonly string[] No = ["false", "no", "f", "n", "real"];

    /// <summary>The marking column among the header's, if there is one.</summary>
    public static string? MarkerIn(IReadOnlyList<string> header) =>
        header.FirstOrDefault(h => h.Equals("synthetic", StringComparison.OrdinalIgnoreCase))
        ?? header.FirstOrDefault(h => h.Equals("source", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a column says of every row whether it is synthetic; a column "source" may hold anything else, e.g. the number of a centre.</summary>
    public static bool MustBeClear(string marker) => marker.Equals("synthetic", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a cell of the marking column says synthetic.</summary>
    public static bool SaysSynthetic(string marker, string? cell) => MustBeClear(marker) ? SaysYes(cell) : Synthetic.Equals(cell, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a cell of a column "synthetic" says yes or no at all.</summary>
    public static bool IsClear(string? cell) => cell is not null && (SaysYes(cell) || No.Contains(cell, StringComparer.OrdinalIgnoreCase) || Number(cell) is 0);

    private static bool SaysYes(string? cell) => cell is not null && (Yes.Contains(cell, StringComparer.OrdinalIgnoreCase) || Number(cell) is > 0);

    private static double? Number(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
