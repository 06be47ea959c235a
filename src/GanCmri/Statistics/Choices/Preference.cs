namespace GanCmri.Statistics.Choices;

/// <summary>One thing was preferred to another.</summary>
/// <param name="Winner">Number of the preferred thing, from 0.</param>
/// <param name="Loser">Number of the other.</param>
internal readonly record struct Preference(int Winner, int Loser)
{
    /// <summary>All preferences in a ranking, the best first.</summary>
    public static IEnumerable<Preference> OfRanking(IReadOnlyList<int> best) =>
        best.SelectMany((winner, i) => best.Skip(i + 1).Select(loser => new Preference(winner, loser)));
}
