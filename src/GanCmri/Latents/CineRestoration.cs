using GanCmri.Networks;
using GanCmri.Runtime;
using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Latents;

/// <summary>
/// Frames between those of a real cine: the generator follows the cine's own smooth motion, and what it does not show of the real frames is
/// interpolated and added. At a real frame's phase the result is that frame.
/// </summary>
internal static class CineRestoration
{
    /// <summary>Makes frames.</summary>
    /// <param name="generator">The one the latents belong to.</param>
    /// <param name="cine">Latents of real frames, at least 3.</param>
    /// <param name="real">These frames, [-1, 1].</param>
    /// <param name="phases">Where frames are wanted, parts of the cycle.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>One frame a phase, Resolution x Resolution numbers.</returns>
    /// <exception cref="InputException">Too few frames, or latents of another network.</exception>
    public static float[][] Frames(
        StyleGan2Generator generator,
        LatentCine cine,
        IReadOnlyList<float[]> real,
        IReadOnlyList<double> phases,
        CancellationToken cancellation = default
    )
    {
        var images = LatentImages.Render(
            generator,
            TemporalSuperResolution.Curve(cine, [.. phases, .. cine.Phases]),
            cancellation: cancellation
        );
        return DetailTransfer.Apply([.. images.Take(phases.Count)], phases, real, [.. images.Skip(phases.Count)], cine.Phases);
    }
}
