using GanCmri.Networks;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Trajectories.Directions;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Studies.Guidance;

/// <summary>Size and shape of a heart's cavity under one draw of noise, and how fast they change with its latent.</summary>
/// <param name="State">Size and shape.</param>
/// <param name="LogArea">d log(area) / d w.</param>
/// <param name="AlongRows">d Re e / d w.</param>
/// <param name="AlongDiagonal">d Im e / d w.</param>
internal sealed record ShapeGradient(ShapeState State, float[] LogArea, float[] AlongRows, float[] AlongDiagonal)
{
    private const int BatchSize = 16;

    /// <summary>Differentiates through segmenter and generator, with fresh noise for every latent: noise maps carry shape too.</summary>
    /// <param name="generator">Of one channel.</param>
    /// <param name="segmenter">Measures its images.</param>
    /// <param name="latents">Each of WDim (W) or NumWs x WDim (W+) numbers.</param>
    /// <param name="fieldMm">Side of its images, mm.</param>
    /// <param name="seed">Of the noise.</param>
    /// <param name="made">Told how many latents each finished batch had.</param>
    /// <param name="cancellation">Stops before the next batch.</param>
    /// <returns>One a latent; null where no cavity was found.</returns>
    public static IReadOnlyList<ShapeGradient?> Of(
        StyleGan2Generator generator,
        Segmenter segmenter,
        IReadOnlyList<float[]> latents,
        double fieldMm,
        long seed,
        Action<int> made,
        CancellationToken cancellation
    )
    {
        var all = new List<ShapeGradient?>(latents.Count);
        foreach (var (number, batch) in latents.Chunk(BatchSize).Index())
        {
            cancellation.ThrowIfCancellationRequested();
            using var random = Seed.Torch(seed, "noise", number);
            all.AddRange(OfBatch(generator, segmenter, LatentBatch.Filled(batch), fieldMm, Noise.Random(random)).Take(batch.Length));
            made(batch.Length);
        }

        return all;
    }

    private static ShapeGradient?[] OfBatch(
        StyleGan2Generator generator,
        Segmenter segmenter,
        float[][] latents,
        double fieldMm,
        Noise noise
    )
    {
        using var scope = NewDisposeScope();
        var w = LatentBatch.Of(generator, latents);
        using var images = LatentBatch.Record(generator, w, noise);
        var cavity = segmenter.DifferentiableMeasures(images.Images.Limited(-1, 1));
        Tensor[] measures =
        [
            cavity.Area.Times(generator.Spacing(fieldMm).AreaMm2).Plus(1e-6).log(),
            cavity.AlongRows,
            cavity.AlongDiagonal,
        ];
        float[][][] gradients =
        [
            .. measures.Select(m => LatentBatch.Gradient(images, w, m.sum()).Numbers().Chunk(latents[0].Length).ToArray()),
        ];
        float[][] values = [.. measures.Select(m => m.Numbers())];
        var areas = cavity.Area.Numbers();
        return
        [
            .. latents.Select(
                (_, i) =>
                    areas[i] > 0 && gradients.All(g => g[i].All(float.IsFinite))
                        ? new ShapeGradient(
                            new ShapeState(values[0][i], values[1][i], values[2][i]),
                            gradients[0][i],
                            gradients[1][i],
                            gradients[2][i]
                        )
                        : null
            ),
        ];
    }
}
