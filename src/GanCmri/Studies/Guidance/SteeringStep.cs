using GanCmri.Trajectories;
using GanCmri.Trajectories.Directions;

namespace GanCmri.Studies.Guidance;

/// <summary>One damped Newton step of a heart towards its target: what all searches for a heart share.</summary>
internal static class SteeringStep
{
    private const double LongestMove = 1.5; // of a latent; hearts lie about 8 apart

    /// <summary>Where to go next.</summary>
    /// <param name="at">A latent.</param>
    /// <param name="missing">What is missing of each phenotype there, in its unit.</param>
    /// <param name="gradients">Of the phenotypes there.</param>
    /// <returns>A latent at most 1.5 away; null where the heart does not respond.</returns>
    public static float[]? Next(float[] at, IReadOnlyList<double> missing, IReadOnlyList<float[]> gradients)
    {
        if (ResponseDirections.Of(gradients) is not { } moves)
            return null;
        var move = Vectors.Scale(moves[0], missing[0]);
        for (var p = 1; p < missing.Count; p++)
            move = Vectors.AddScaled(move, missing[p], moves[p]);
        return Vectors.AddScaled(at, Math.Min(1, LongestMove / Math.Max(1e-9, Vectors.Norm(move))), move);
    }
}
