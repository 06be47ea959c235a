using GanCmri.Latents;
using GanCmri.Runtime;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Studies.Generation;

/// <summary>Cines of synthetic hearts, a GIF each.</summary>
internal static class HeartsInMotion
{
    /// <summary>Writes seed0000.gif, … at 25 frames a second.</summary>
    /// <param name="hearts">The hearts.</param>
    /// <param name="motion">How they move.</param>
    /// <param name="frames">Frames in a cine, at least 2.</param>
    /// <param name="vary">Draws each heart's amplitude and timing by its seed, where the motion is periodic.</param>
    /// <param name="folder">Where the cines go.</param>
    /// <param name="progress">Told the cines written.</param>
    /// <param name="cancellation">Stops between batches of images.</param>
    /// <exception cref="InputException">A file is missing, or the motion is of another network.</exception>
    public static void Write(
        SeededHearts hearts,
        MotionModel motion,
        int frames,
        bool vary,
        string folder,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        Require.AtLeast(frames, 2);
        using var generator = hearts.Load();
        var starts = SeededLatents.Of(generator, hearts, motion.Trajectory.Length, motion.EdToEs);
        foreach (var (i, seed) in hearts.Seeds.Index())
        {
            var own =
                vary && motion.Trajectory is PeriodicTrajectory periodic
                    ? periodic.With(periodic.Draw(new Random(unchecked((int)seed))))
                    : motion.Trajectory;
            GeneratedPictures
                .Of(generator, LatentImages.Render(generator, own.Cine(starts[i], frames), cancellation: cancellation))
                .SaveCine(Path.Combine(folder, $"seed{seed:d4}.gif"));
            progress?.Report(new StageProgress("cines", i + 1, hearts.Seeds.Count, "cines"));
        }
    }
}
