using GanCmri.Latents;
using GanCmri.Runtime;
using GanCmri.Trajectories.Directions;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Studies.Generation;

/// <summary>Synthetic hearts moved along a direction, in one picture.</summary>
internal static class GuidedHearts
{
    /// <summary>Writes the picture: a row a heart, a column a step.</summary>
    /// <param name="hearts">The hearts.</param>
    /// <param name="sweep">Direction and steps.</param>
    /// <param name="edToEs">Moves the hearts near end-diastole first; null: they stay as they are.</param>
    /// <param name="path">The PNG.</param>
    /// <param name="progress">Told the images made.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="InputException">A file is missing, or a direction is of another network.</exception>
    public static void Save(
        SeededHearts hearts,
        GuidanceSweep sweep,
        EdToEs? edToEs,
        string path,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        using var generator = hearts.Load();
        float[][] moved = [.. SeededLatents.Of(generator, hearts, sweep.Length, edToEs).SelectMany(sweep.Of)];
        GeneratedPictures.Of(generator, LatentImages.Render(generator, moved, progress, cancellation)).SaveGrid(path, sweep.Steps.Count);
    }
}
