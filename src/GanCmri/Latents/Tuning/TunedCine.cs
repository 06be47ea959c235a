using GanCmri.Networks;
using GanCmri.Runtime;

namespace GanCmri.Latents.Tuning;

/// <summary>A generator tuned to a real cine, and how like its frames it then is.</summary>
/// <param name="Tuning">What changed.</param>
/// <param name="Projections">The tuned latents, with the likeness of what the tuned generator shows there.</param>
internal sealed record TunedCine(GeneratorTuning Tuning, IReadOnlyList<Projection> Projections)
{
    /// <summary>Tunes to a cine by its latents.</summary>
    /// <param name="generator">The generator of the latents; not changed.</param>
    /// <param name="projections">One a frame.</param>
    /// <param name="frames">What the generator shall show, Channels x Resolution x Resolution numbers in [-1, 1] each.</param>
    /// <param name="options">How it is tuned.</param>
    /// <param name="progress">Told the steps.</param>
    /// <param name="cancellation">Ends between two steps.</param>
    /// <exception cref="ArgumentException">An option is out of range, or latents and frames do not pair.</exception>
    public static TunedCine Of(
        StyleGan2Generator generator,
        IReadOnlyList<Projection> projections,
        IReadOnlyList<float[]> frames,
        TuningOptions options,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        var (tuning, latents) = PivotalTuning.Run(generator, [.. projections.Select(p => p.W)], frames, options, progress, cancellation);
        using var tuned = tuning.Apply(generator);
        var made = LatentImages.Render(tuned, latents, cancellation: cancellation);
        return new TunedCine(
            tuning,
            [
                .. projections.Select(
                    (p, i) => p with { W = latents[i], Quality = ImageQuality.Between(made[i], frames[i], generator.Options.Resolution) }
                ),
            ]
        );
    }
}
