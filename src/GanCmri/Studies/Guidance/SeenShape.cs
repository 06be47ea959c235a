using GanCmri.Networks;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using GanCmri.Trajectories.Directions;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Studies.Guidance;

/// <summary>Size and shape of hearts as a segmenter sees them, averaged over draws of noise: one draw shows more of the noise than a small
/// stretch is.</summary>
internal static class SeenShape
{
    private const int BatchSize = 16,
        Draws = 4;

    /// <summary>Makes each heart's image under a few draws and averages what is seen.</summary>
    /// <param name="models">Networks.</param>
    /// <param name="latents">Each of WDim (W) or NumWs x WDim (W+) numbers.</param>
    /// <param name="fieldMm">Side of the images, mm.</param>
    /// <param name="cancellation">Stops before the next batch.</param>
    /// <returns>One a latent; null where no cavity was found.</returns>
    public static IReadOnlyList<ShapeState?> Of(
        HeartModels models,
        IReadOnlyList<float[]> latents,
        double fieldMm,
        CancellationToken cancellation
    )
    {
        var pixelMm2 = models.Generator.Spacing(fieldMm).AreaMm2;
        var seen = new List<ShapeState?>(latents.Count);
        foreach (var batch in latents.Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            ShapeState?[][] draws =
            [
                .. Enumerable
                    .Range(0, Draws)
                    .Select(d => OfBatch(models, LatentBatch.Filled(batch), pixelMm2, Noise.Seeded(Seed.Derive(0, "shape", d)))),
            ];
            seen.AddRange(batch.Select((_, i) => Mean([.. draws.Select(d => d[i]).OfType<ShapeState>()])));
        }

        return seen;
    }

    private static ShapeState?[] OfBatch(HeartModels models, float[][] latents, double pixelMm2, Noise noise)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var cavity = models.Segmenter.DifferentiableMeasures(
            LatentBatch.Images(models.Generator, LatentBatch.Of(models.Generator, latents), noise)
        );
        float[] areas = cavity.Area.Numbers(),
            rows = cavity.AlongRows.Numbers(),
            diagonals = cavity.AlongDiagonal.Numbers();
        return [.. areas.Select((a, i) => a > 0 ? new ShapeState(Math.Log(a * pixelMm2), rows[i], diagonals[i]) : (ShapeState?)null)];
    }

    private static ShapeState? Mean(ShapeState[] draws) =>
        draws.Length == 0
            ? null
            : new ShapeState(draws.Average(s => s.LogArea), draws.Average(s => s.AlongRows), draws.Average(s => s.AlongDiagonal));
}
