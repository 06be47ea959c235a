namespace GanCmri.Studies.Cohorts;

/// <summary>Hearts that two networks see so differently that one of them outlined something else: to be looked at, or left out.</summary>
/// <param name="Count">How many.</param>
/// <param name="All">Of how many that both measured.</param>
/// <param name="Limit">From which difference on, in words.</param>
internal sealed record NetworksApart(int Count, int All, string Limit)
{
    /// <summary>In a sentence's words, without the phenotype.</summary>
    public override string ToString() => $"in {Count} of {All} hearts two networks are more than {Limit} apart";

    /// <summary>Counts them; null where there is none.</summary>
    /// <param name="phenotype">The phenotype.</param>
    /// <param name="measured">As the network measures that steered; NaN where there is none.</param>
    /// <param name="judged">As the other one does.</param>
    internal static NetworksApart? Of(TargetPhenotype phenotype, double[] measured, double[] judged)
    {
        var both = measured.Zip(judged).Where(p => double.IsFinite(p.First) && double.IsFinite(p.Second)).ToArray();
        var count = both.Count(p => phenotype.AreApart(p.First, p.Second));
        return count == 0 ? null : new NetworksApart(count, both.Length, phenotype.ApartBy);
    }
}
