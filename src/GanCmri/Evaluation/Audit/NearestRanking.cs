namespace GanCmri.Evaluation.Audit;

/// <summary>Finds the nearest of some references, and the nearest of another patient.</summary>
internal sealed class NearestRanking(IReadOnlyList<string> patients)
{
    /// <summary>Ranks references by their distances.</summary>
    /// <param name="distances">Places in the reference set with distances; at least 2 patients among them.</param>
    /// <exception cref="ArgumentException">All belong to one patient.</exception>
    public Nearest Of(IEnumerable<(int Index, double Distance)> distances)
    {
        var best = new Dictionary<string, (int Index, double Distance)>();
        foreach (var candidate in distances)
        {
            if (!best.TryGetValue(patients[candidate.Index], out var known) || candidate.Distance < known.Distance)
                best[patients[candidate.Index]] = candidate;
        }

        if (best.Count < 2)
            throw new ArgumentException("expected references of at least 2 patients");
        var nearest = best.Values.OrderBy(c => c.Distance).ThenBy(c => c.Index).Take(2).ToArray();
        return new Nearest(nearest[0].Index, nearest[0].Distance, nearest[1].Distance);
    }
}
