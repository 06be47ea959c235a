using GanCmri.Latents;
using GanCmri.Latents.Tuning;
using GanCmri.Networks;
using GanCmri.Runtime;

namespace GanCmri.Studies.Projections;

/// <summary>Tunes a generator to each projected cine and keeps what changed, one file a cine.</summary>
/// <param name="generator">The generator of the latents; not changed.</param>
/// <param name="options">How it is tuned.</param>
/// <param name="folder">Where the files go.</param>
internal sealed class CineTuning(StyleGan2Generator generator, TuningOptions options, string folder)
{
    /// <summary>The tuned latents, with the likeness of what the tuned generator makes of them.</summary>
    /// <param name="number">The cine's number, from 1.</param>
    /// <param name="frames">Its frames.</param>
    /// <param name="projections">Their latents.</param>
    /// <param name="progress">Told the steps.</param>
    /// <param name="cancellation">Ends between two steps.</param>
    public IReadOnlyList<Projection> Tuned(
        int number,
        IReadOnlyList<SourceFrame> frames,
        IReadOnlyList<Projection> projections,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation
    )
    {
        var tuned = TunedCine.Of(generator, projections, [.. frames.Select(f => f.Pixels)], options, progress, cancellation);
        tuned.Tuning.Save(Path.Combine(folder, TuningTable.FileName(number)));
        return tuned.Projections;
    }
}
