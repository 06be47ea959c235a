namespace GanCmri.Studies.Cohorts;

/// <summary>Hearts that two networks see so differently that one of them outlined something else: to be looked at, or left out.</summary>
/// <param name="Subjects">Which.</param>
/// <param name="All">Of how many that both measured.</param>
/// <param name="Limit">From which difference on, in words.</param>
internal sealed record NetworksApart(IReadOnlyList<string> Subjects, int All, string Limit)
{
    private const int MostNamed = 8;

    /// <summary>The first of them by name.</summary>
    public string Named =>
        string.Join(", ", Subjects.Take(MostNamed))
        + (Subjects.Count > MostNamed ? FormattableString.Invariant($" and {Subjects.Count - MostNamed} more") : "");

    /// <summary>In a sentence's words, without the phenotype.</summary>
    public override string ToString() => $"in {Subjects.Count} of {All} hearts two networks are more than {Limit} apart";

    /// <summary>Finds them; null where there is none.</summary>
    /// <param name="phenotype">The phenotype.</param>
    /// <param name="subjects">Names of all hearts.</param>
    /// <param name="measured">As the network measures that steered; NaN where there is none.</param>
    /// <param name="judged">As the other one does.</param>
    internal static NetworksApart? Of(TargetPhenotype phenotype, IReadOnlyList<string> subjects, double[] measured, double[] judged)
    {
        int[] both = [.. Enumerable.Range(0, measured.Length).Where(i => double.IsFinite(measured[i]) && double.IsFinite(judged[i]))];
        string[] apart = [.. both.Where(i => phenotype.AreApart(measured[i], judged[i])).Select(i => subjects[i])];
        return apart.Length == 0 ? null : new NetworksApart(apart, both.Length, phenotype.ApartBy);
    }
}
