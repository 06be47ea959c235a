using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Statistics.Association.Reading;

namespace GanCmri.Statistics.Association;

/// <summary>Which of a phenotype's two values is the case: what the user says, else what known words say, 1 of 0 and 1; never a
/// guess.</summary>
/// <param name="Cases">The value of a case, or the codes of the case's spellings.</param>
/// <param name="Case">The case for people.</param>
/// <param name="Control">The control for people.</param>
internal sealed record BinaryOutcome(IReadOnlySet<double> Cases, string Case, string Control)
{
    /// <summary>What was taken for what, for the whole study.</summary>
    public string Says =>
        Control.Length == 0 ? $"all are cases ({Case})"
        : Case.Length == 0 ? $"none is a case ({Control})"
        : $"case is {Case}, control is {Control}";

    /// <summary>What the case is, for a row of results; nothing where it is plainly 1.</summary>
    public IReadOnlyList<string> Notes => Case is "1" or "" ? [] : [$"case: {Case}"];

    /// <summary>Whether a value is a case.</summary>
    public bool IsCase(double value) => Cases.Contains(value);

    /// <summary>Reads the coding of every outcome off the whole table; null where there are not exactly two values.</summary>
    /// <exception cref="InputException">The words do not say which is the case.</exception>
    public static Dictionary<int, BinaryOutcome?> All(StudyColumns study, TableBlock table, IReadOnlyList<string> asked) =>
        study.Outcomes.ToDictionary(
            o => o,
            o => Of(study.Table[o], table.Columns[o].AsSpan(0, table.Rows), asked, mayBeOne: study.Time is not null)
        );

    /// <summary>The cases asked for that no outcome has.</summary>
    public static IReadOnlyList<string> Absent(IReadOnlyCollection<BinaryOutcome?> outcomes, IReadOnlyList<string> asked) =>
        [.. asked.Where(c => !outcomes.Any(o => o is not null && (Is(o.Case, c) || Is(o.Control, c))))];

    /// <summary>Refuses cases that occur nowhere.</summary>
    /// <exception cref="InputException">There are some.</exception>
    public static void RequireNone(IEnumerable<string> absent)
    {
        if (absent.FirstOrDefault() is { } first)
            throw new InputException($"case '{first}'", "a value of a phenotype", "none of that name", "correct it");
    }

    private static BinaryOutcome? Of(TableColumn column, ReadOnlySpan<double> values, IReadOnlyList<string> asked, bool mayBeOne)
    {
        var found = new HashSet<double>();
        foreach (var v in values)
            if (!double.IsNaN(v) && found.Add(v) && !column.IsText && found.Count > 2)
                return null;
        string Name(double v) => column.IsText ? column.Levels[(int)v] : v.ToString(CultureInfo.InvariantCulture);
        // Yes and yes are one value.
        var groups = found.GroupBy(Name, StringComparer.OrdinalIgnoreCase).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        if (groups.Length == 1 && mayBeOne)
            return OfOne(groups[0].ToHashSet(), groups[0].Key, asked);
        if (groups.Length != 2)
            return null;
        var first =
            IsFirst(groups[0].Key, groups[1].Key, asked)
            ?? CaseWords.FirstIsCase(groups[0].Key, groups[1].Key)
            ?? throw new InputException(
                $"column '{column.Name}'",
                "words that say which is the case (case and control, yes and no, 1 and 0)",
                $"{Quoted(groups[0].Key)} and {Quoted(groups[1].Key)}",
                "name the case (--case)"
            );
        var (cases, controls) = first ? (groups[0], groups[1]) : (groups[1], groups[0]);
        return new BinaryOutcome(cases.ToHashSet(), cases.Key, controls.Key);
    }

    // Of times to an event everyone may have had it, or nobody; null where the word does not say which.
    private static BinaryOutcome? OfOne(HashSet<double> values, string value, IReadOnlyList<string> asked)
    {
        const string other = "something else";
        if (IsFirst(value, other, asked) == true || value == "1" || CaseWords.FirstIsCase(value, other) == true)
            return new BinaryOutcome(values, value, "");
        return CaseWords.FirstIsCase(other, value) == true ? new BinaryOutcome(new HashSet<double>(), "", value) : null;
    }

    private static bool? IsFirst(string first, string second, IReadOnlyList<string> asked)
    {
        bool a = asked.Contains(first, StringComparer.OrdinalIgnoreCase),
            b = asked.Contains(second, StringComparer.OrdinalIgnoreCase);
        return a == b ? null : a;
    }

    private static bool Is(string value, string asked) => value.Equals(asked, StringComparison.OrdinalIgnoreCase);

    private static string Quoted(string value) => $"'{value}'";
}
