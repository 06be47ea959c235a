namespace GanCmri.Statistics.Association;

/// <summary>Words of which everyone knows whether they mean a case or a control.</summary>
internal static class CaseWords
{
    private static readonly HashSet<string> Cases = new(StringComparer.OrdinalIgnoreCase)
    {
        "case",
        "cases",
        "patient",
        "patients",
        "disease",
        "diseased",
        "affected",
        "ill",
        "sick",
        "yes",
        "true",
        "positive",
        "pos",
        "present",
        "abnormal",
        "pathological",
        "event",
        "dead",
        "died",
        "deceased",
        "death",
    };

    private static readonly HashSet<string> Controls = new(StringComparer.OrdinalIgnoreCase)
    {
        "control",
        "controls",
        "ctrl",
        "healthy",
        "healthy control",
        "healthy controls",
        "hc",
        "normal",
        "unaffected",
        "well",
        "no",
        "false",
        "negative",
        "neg",
        "absent",
        "alive",
        "survived",
        "survivor",
        "survivors",
        "censored",
        "volunteer",
        "volunteers",
        "healthy volunteer",
        "healthy volunteers",
        "nor",
        "0",
    };

    // Beside these even a plain yes or no says nothing.
    private static readonly HashSet<string> Unknowns = new(StringComparer.OrdinalIgnoreCase)
    {
        "unknown",
        "unk",
        "unclear",
        "uncertain",
        "undetermined",
        "indeterminate",
        "missing",
        "not known",
        "not available",
        "not applicable",
        "don't know",
        "refused",
    };

    // Letters and signs that say something only beside each other.
    private static readonly (string Case, string Control)[] Pairs = [("y", "n"), ("t", "f"), ("+", "-"), ("p", "n"), ("1", "-1")];

    private static readonly string[] Negations = ["non", "not", "no", "without", "un"];

    /// <summary>Which of two labels are cases; null where they do not say.</summary>
    /// <returns>True: the first; false: the second.</returns>
    public static bool? FirstIsCase(string first, string second)
    {
        string a = Plain(first),
            b = Plain(second);
        if (Unknowns.Contains(a) || Unknowns.Contains(b))
            return null;
        var says = Says(a, b);
        var contrary = Says(b, a);
        return says == contrary ? null : says;
    }

    // Whether the first of two labels is the case and the second is not.
    private static bool Says(string a, string b) =>
        (Cases.Contains(a) && !Cases.Contains(b))
        || (Controls.Contains(b) && !Controls.Contains(a))
        || Pairs.Any(p => Same(a, p.Case) && Same(b, p.Control))
        || Negations.Any(n => Same(b, n + a) || Same(b, $"{n} {a}"));

    private static string Plain(string label) =>
        label is [var c, ..] && char.IsLetter(c)
            ? string.Join(' ', label.Split([' ', '_', '-'], StringSplitOptions.RemoveEmptyEntries))
            : label;

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
