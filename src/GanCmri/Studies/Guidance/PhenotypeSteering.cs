using GanCmri.Networks;
using GanCmri.Phenotypes;

namespace GanCmri.Studies.Guidance;

/// <summary>
/// Moves each heart along its own response until it measures what was asked for: damped Newton steps with the gradients of LV area and
/// sphericity index through segmenter and generator, so that one changes and the other stays. No single direction does this for
/// sphericity: hearts are long along different axes, and what makes one rounder makes another longer.
/// </summary>
/// <param name="generator">Of one channel.</param>
/// <param name="segmenter">Measures its images.</param>
/// <param name="fieldMm">Side of its images, mm.</param>
internal sealed class PhenotypeSteering(StyleGan2Generator generator, Segmenter segmenter, double fieldMm)
{
    private const int MostSteps = 5;

    /// <summary>Finds latents near the given ones that measure as asked.</summary>
    /// <param name="latents">Each of WDim (W) or NumWs x WDim (W+) numbers.</param>
    /// <param name="targets">One a latent.</param>
    /// <param name="cancellation">Stops before the next batch.</param>
    /// <returns>The nearest that was found to each target, within 1 % of the area and 0.002 of the index where it can be reached.</returns>
    public IReadOnlyList<float[]> Towards(
        IReadOnlyList<float[]> latents,
        IReadOnlyList<PhenotypeTarget> targets,
        CancellationToken cancellation = default
    )
    {
        if (latents.Count != targets.Count)
            throw new ArgumentException("one target a latent", nameof(targets));
        var hearts = latents.Zip(targets, (w, t) => new Heart(w, t)).ToArray();
        for (var step = 0; step <= MostSteps; step++)
        {
            var open = hearts.Where(h => !h.Finished).ToArray();
            if (open.Length == 0)
                break;
            foreach (var (heart, response) in open.Zip(Measure([.. open.Select(h => h.At)], cancellation)))
                heart.Take(response);
        }

        return [.. hearts.Select(h => h.Best)];
    }

    /// <summary>What hearts measure now.</summary>
    /// <returns>One a latent; area 0 where no cavity was found.</returns>
    public IReadOnlyList<PhenotypeTarget> Now(IReadOnlyList<float[]> latents, CancellationToken cancellation = default) =>
        [.. Measure(latents, cancellation).Select(g => new PhenotypeTarget(g.Values))];

    private IReadOnlyList<PhenotypeGradient> Measure(IReadOnlyList<float[]> latents, CancellationToken cancellation) =>
        PhenotypeGradient.Of(generator, segmenter, latents, fieldMm, _ => { }, cancellation);

    private sealed class Heart(float[] start, PhenotypeTarget target)
    {
        private double _least = double.PositiveInfinity;

        public float[] At { get; private set; } = start;

        public float[] Best { get; private set; } = start;

        public bool Finished { get; private set; }

        public void Take(PhenotypeGradient now)
        {
            var miss = target.Miss(now.Values);
            if (now.HasCavity && miss < _least)
                (_least, Best) = (miss, At);
            var next =
                _least <= 1 || !now.HasCavity
                    ? null
                    : SteeringStep.Next(At, [.. target.Values.Zip(now.Values, (wanted, there) => wanted - there)], now.Gradients);
            Finished = next is null;
            At = next ?? At;
        }
    }
}
