using GanCmri.Networks;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Studies.Guidance;

/// <summary>How fast the phenotypes of a heart change with its latent.</summary>
/// <param name="Values">One a phenotype of <see cref="SteeredPhenotype.All"/>, in its unit.</param>
/// <param name="Gradients">Of each of them: d value / d w.</param>
internal sealed record PhenotypeGradient(IReadOnlyList<double> Values, IReadOnlyList<float[]> Gradients)
{
    private const int BatchSize = 16;

    /// <summary>Whether there is a cavity to measure; its area is 0 where none was found.</summary>
    public bool HasCavity => Values[SteeredPhenotype.LvArea.Index] > 0;

    /// <summary>Measures and differentiates through segmenter and generator.</summary>
    /// <param name="generator">Of one channel.</param>
    /// <param name="segmenter">Measures its images.</param>
    /// <param name="latents">Each of WDim (W) or NumWs x WDim (W+) numbers.</param>
    /// <param name="fieldMm">Side of its images, mm.</param>
    /// <param name="made">Told how many latents each finished batch had.</param>
    /// <param name="cancellation">Stops before the next batch.</param>
    public static IReadOnlyList<PhenotypeGradient> Of(
        StyleGan2Generator generator,
        Segmenter segmenter,
        IReadOnlyList<float[]> latents,
        double fieldMm,
        Action<int> made,
        CancellationToken cancellation
    )
    {
        var all = new List<PhenotypeGradient>(latents.Count);
        foreach (var batch in latents.Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            all.AddRange(OfBatch(generator, segmenter, LatentBatch.Filled(batch), fieldMm).Take(batch.Length));
            made(batch.Length);
        }

        return all;
    }

    /// <summary>The same of one latent, at once: it rounds alike in every call with as many threads, but not as in a batch.</summary>
    public static PhenotypeGradient OfOne(StyleGan2Generator generator, Segmenter segmenter, float[] latent, double fieldMm) =>
        OfBatch(generator, segmenter, [latent], fieldMm)[0];

    private static PhenotypeGradient[] OfBatch(StyleGan2Generator generator, Segmenter segmenter, float[][] latents, double fieldMm)
    {
        using var scope = NewDisposeScope();
        var w = LatentBatch.Of(generator, latents);
        using var images = LatentBatch.Record(generator, w);
        var cavity = segmenter.DifferentiableMeasures(images.Images.Limited(-1, 1));
        var measured = new Dictionary<SteeredPhenotype, Tensor>
        {
            [SteeredPhenotype.LvArea] = cavity.Area.Times(generator.Spacing(fieldMm).AreaMm2),
            [SteeredPhenotype.Sphericity] = cavity.SphericityIndex,
        };
        Tensor[] all = [.. SteeredPhenotype.All.Select(p => measured[p])];
        float[][][] gradients = [.. all.Select(values => Rows(LatentBatch.Gradient(images, w, values.sum())))];
        float[][] numbers = [.. all.Select(m => m.Numbers())];
        return
        [
            .. latents.Select((_, i) => new PhenotypeGradient([.. numbers.Select(n => (double)n[i])], [.. gradients.Select(g => g[i])])),
        ];

        float[][] Rows(Tensor gradient) => [.. gradient.Numbers().Chunk(latents[0].Length)];
    }
}
