using System.Globalization;
using GanCmri.Runtime;

namespace GanCmri.Statistics.Association;

/// <summary>
/// Where rows come from. A table marks rows by a column "synthetic" (true, yes, 1) or a column "source" (synthetic, real); real and
/// synthetic rows are never pooled, and a word nobody knows is an error.
/// </summary>
internal static class RowSource
{
    public const string Unmarked = "";
    public const string Real = "real";
    public const string Synthetic = "synthetic";

    private static readonly string[] Yes = ["true", "yes", "1", "t", "y", "synthetic"];
    private static readonly string[] No = ["false", "no", "f", "n", "real"];
    private static readonly string[] SyntheticWords =
    [
        Synthetic,
        "synth",
        "syn",
        "generated",
        "fake",
        "simulated",
        "artificial",
        "gan",
        "phantom",
        "generator",
        "model",
    ];
    private static readonly string[] RealWords =
    [
        Real,
        "original",
        "observed",
        "measured",
        "actual",
        "authentic",
        "true data",
        "patient",
        "patients",
        "real data",
    ];

    /// <summary>The marking column among the header's, if there is one.</summary>
    public static string? MarkerIn(IReadOnlyList<string> header) => header.FirstOrDefault(SaysYesOrNo) ?? header.FirstOrDefault(IsMarker);

    /// <summary>Checks that tables whose rows follow each other have the same marking column, or none has one: else rows of one that says
    /// nothing would be pooled with any.</summary>
    /// <param name="tables">Their names for people, and their headers.</param>
    /// <exception cref="InputException">They do not.</exception>
    public static void RequireOneMarker(IEnumerable<(string Name, IReadOnlyList<string> Header)> tables)
    {
        (string Name, string? Marker)[] all = [.. tables.Select(t => (t.Name, MarkerIn(t.Header)))];
        var marked = Array.Find(all, t => t.Marker is not null);
        if (marked.Marker is null || Array.TrueForAll(all, t => t.Marker == marked.Marker))
            return;
        var other = Array.Find(all, t => t.Marker != marked.Marker);
        throw new InputException(
            other.Name,
            $"column '{marked.Marker}', which tells real from synthetic rows in {marked.Name}",
            other.Marker is null ? "none" : $"'{other.Marker}'",
            "say it in every table, in a column of one name, or give real and synthetic tables to runs of their own"
        );
    }

    /// <summary>Whether a column can mark rows.</summary>
    public static bool IsMarker(string name) => SaysYesOrNo(name) || name.Equals("source", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a column is named "synthetic" or "is_synthetic", so that its cells say yes or no.</summary>
    public static bool SaysYesOrNo(string marker) =>
        string.Concat(marker.Where(char.IsLetter)) is var word && Is(word, ["synthetic", "issynthetic"]);

    /// <summary>Whether a cell says synthetic (true), real (false) or something else (null).</summary>
    public static bool? IsSynthetic(string marker, string cell) =>
        SaysYesOrNo(marker)
            ? Is(cell, Yes) || Number(cell) is > 0
                ? true
                : Is(cell, No) || Number(cell) is 0
                    ? false
                    : null
            : Is(cell, SyntheticWords)
                ? true
                : Is(cell, RealWords)
                    ? false
                    : null;

    /// <summary>Whether a label is a number, e.g. that of a centre.</summary>
    public static bool IsNumber(string cell) => Number(cell) is not null;

    private static bool Is(string cell, string[] words) => words.Contains(cell, StringComparer.OrdinalIgnoreCase);

    private static double? Number(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
