namespace GanCmri.Trajectories.Directions;

/// <summary>Two groups of subjects named by a text column, e.g. hypertrophy against normal by pathology; everybody else is left
/// out.</summary>
/// <param name="Column">The column's header.</param>
/// <param name="Cases">Values of the cases: 1.</param>
/// <param name="Controls">Values of the controls: 0.</param>
public sealed record GroupContrast(string Column, IReadOnlyList<string> Cases, IReadOnlyList<string> Controls)
{
    private const string Against = " against ";

    /// <summary>E.g. "pathology: HYP against N".</summary>
    public string Name => $"{Column}: {string.Join('+', Cases)}{Against}{string.Join('+', Controls)}";

    /// <summary>Whether a direction's phenotype is the name of a contrast.</summary>
    internal static bool IsName(string name) => name.Contains(Against, StringComparison.Ordinal);

    /// <summary>1 for a case, 0 for a control, null for others.</summary>
    public double? Of(string value) =>
        Cases.Contains(value) ? 1
        : Controls.Contains(value) ? 0
        : null;
}
