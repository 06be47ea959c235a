using GanCmri.Trajectories;

namespace GanCmri.Studies.Guidance;

/// <summary>One damped Newton step of a heart towards its target, and how far it still is: what all searches for a heart share.</summary>
internal static class SteeringStep
{
    private const double LongestMove = 1.5; // of a latent; hearts lie about 8 apart
    private const double AreaTolerance = .01;
    private const double SphericityTolerance = .002;

    /// <summary>Distance from the target in tolerances, 1 % of the area and 0.002 of the index: at most 1 is near enough.</summary>
    public static double Miss(PhenotypeTarget target, double areaMm2, double sphericityIndex) => Math.Max(
        Math.Abs(target.AreaMm2 - areaMm2) / (AreaTolerance * target.AreaMm2), Math.Abs(target.SphericityIndex - sphericityIndex) / SphericityTolerance);

    /// <summary>Where to go next.</summary>
    /// <param name="at">A latent.</param>
    /// <param name="area">What is missing of the area there, mm².</param>
    /// <param name="index">What is missing of the sphericity index.</param>
    /// <param name="gradients">Of area and index there.</param>
    /// <returns>A latent at most 1.5 away; null where the heart does not respond.</returns>
    public static float[]? Next(float[] at, double area, double index, IReadOnlyList<float[]> gradients)
    {
        if (ResponseDirections.Of(gradients) is not { } moves) return null;
        var move = Vectors.AddScaled(Vectors.Scale(moves[0], area), index, moves[1]);
        return Vectors.AddScaled(at, Math.Min(1, LongestMove / Math.Max(1e-9, Vectors.Norm(move))), move);
    }
}
