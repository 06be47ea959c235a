using GanCmri.Runtime;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Trajectories.Motion;

/// <summary>Brings cines to common phases by time, not by index.</summary>
internal static class PhaseResampling
{
    private const double SamePhase = 1e-6;

    /// <summary>
    /// Interpolates a cine linearly in latent space to phases 0, 1/frames, 2/frames, … The cycle closes: after the last frame comes
    /// the first again.
    /// </summary>
    public static LatentCine Resample(LatentCine cine, int frames)
    {
        Require.AtLeast(frames, 1);
        return new LatentCine(cine.Subject, [.. Enumerable.Range(0, frames).Select(t => At(cine, (double)t / frames))])
        {
            Series = cine.Series,
        };
    }

    /// <summary>
    /// Leaves cines as they are when all lie at the same phases; otherwise resamples all to the smallest number of frames among them.
    /// </summary>
    public static IReadOnlyList<LatentCine> Align(IReadOnlyList<LatentCine> cines)
    {
        if (cines.Count == 0 || cines.All(c => SamePhases(c, cines[0])))
            return cines;
        var frames = cines.Min(c => c.Latents.Count);
        return [.. cines.Select(c => Resample(c, frames))];
    }

    /// <summary>The latent at a phase, between the two frames around it.</summary>
    public static float[] At(LatentCine cine, double phase)
    {
        var phases = cine.Phases;
        var next = 0;
        while (next < phases.Count && phases[next] <= phase)
            next++;
        var before = next == 0 ? phases.Count - 1 : next - 1;
        var from = next == 0 ? phases[before] - 1 : phases[before];
        var to = next == phases.Count ? phases[0] + 1 : phases[next];
        var after = cine.Latents[next == phases.Count ? 0 : next];
        var share = (phase - from) / (to - from);
        return Vectors.AddScaled(Vectors.Scale(cine.Latents[before], 1 - share), share, after);
    }

    private static bool SamePhases(LatentCine a, LatentCine b) =>
        a.Phases.Count == b.Phases.Count && a.Phases.Zip(b.Phases).All(p => Math.Abs(p.First - p.Second) <= SamePhase);
}
