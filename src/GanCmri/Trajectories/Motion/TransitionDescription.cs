namespace GanCmri.Trajectories.Motion;

/// <summary>The plain facts about a set of frame-to-frame transitions.</summary>
/// <param name="Count">Transitions, M - 1 for a cine of M frames.</param>
/// <param name="Length">Numbers in each.</param>
/// <param name="Rank">Rank about the mean: singular values above 1e-4 of the largest.</param>
/// <param name="MeanNorm">Mean Euclidean length of a transition.</param>
/// <param name="MinNorm">Smallest length.</param>
/// <param name="MaxNorm">Largest length.</param>
/// <param name="PathLength">Sum of the lengths.</param>
/// <param name="PeakDisplacement">Largest distance of any frame from the first.</param>
/// <param name="PeakFrame">Index of that frame, 0 = the first.</param>
/// <param name="LoopClosureError">Distance of the last frame from the first.</param>
public sealed record TransitionDescription(
    int Count,
    int Length,
    int Rank,
    double MeanNorm,
    double MinNorm,
    double MaxNorm,
    double PathLength,
    double PeakDisplacement,
    int PeakFrame,
    double LoopClosureError
)
{
    private const double RankTolerance = 1e-4;
    private const double ClosedTolerance = 1e-4;

    /// <summary>
    /// Number of components that seem to have been removed with the mean, or null. A sum of zero and a rank below M - 2 are what the
    /// published correction leaves behind (any motion made of few closed curves looks the same): correcting again removes everything
    /// or nothing.
    /// </summary>
    public int? AlreadyRemovedComponents =>
        Count > 2 && Rank < Count - 1 && Rank < Length && LoopClosureError <= ClosedTolerance * PathLength ? Count - 1 - Rank : null;

    /// <summary>Describes transitions.</summary>
    public static TransitionDescription Of(IReadOnlyList<float[]> transitions)
    {
        Vectors.RequireSameLength(transitions, "transitions");
        var norms = transitions.Select(k => Vectors.Norm(k)).ToArray();
        var distances = Vectors.Positions(transitions).Select(p => Vectors.Norm(p)).ToArray();
        var peak = Array.IndexOf(distances, distances.Max());
        return new TransitionDescription(
            transitions.Count,
            transitions[0].Length,
            new CentredSvd(transitions).Rank(RankTolerance),
            norms.Average(),
            norms.Min(),
            norms.Max(),
            norms.Sum(),
            distances[peak],
            peak,
            distances[^1]
        );
    }

    /// <summary>
    /// Largest progress of any frame along a direction, as a share of the direction's own length: 1 = as far as end-systole when the
    /// direction is ED-to-ES.
    /// </summary>
    public static double PeakAlong(IReadOnlyList<float[]> transitions, IReadOnlyList<float> direction)
    {
        var k = direction.ToArray();
        return Vectors.Positions(transitions).Max(p => Vectors.Dot(p, k)) / Vectors.Dot(k, k);
    }
}
