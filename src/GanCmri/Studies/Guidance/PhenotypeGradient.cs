using GanCmri.Networks;
using GanCmri.Phenotypes;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Studies.Guidance;

/// <summary>How fast the phenotypes of a heart change with its latent.</summary>
/// <param name="AreaMm2">LV area, mm²; 0 where no cavity was found.</param>
/// <param name="SphericityIndex">Short by long axis.</param>
/// <param name="Area">d area / d w, mm².</param>
/// <param name="Sphericity">d sphericity index / d w.</param>
internal sealed record PhenotypeGradient(double AreaMm2, double SphericityIndex, float[] Area, float[] Sphericity)
{
    private const int BatchSize = 16;

    /// <summary>Measures and differentiates through segmenter and generator.</summary>
    /// <param name="generator">Of one channel.</param>
    /// <param name="segmenter">Measures its images.</param>
    /// <param name="latents">Each of WDim (W) or NumWs x WDim (W+) numbers.</param>
    /// <param name="pixelMm2">Area of one of the generator's pixels, mm².</param>
    /// <param name="made">Told how many latents each finished batch had.</param>
    /// <param name="cancellation">Stops before the next batch.</param>
    public static IReadOnlyList<PhenotypeGradient> Of(Networks.Generator generator, Segmenter segmenter, IReadOnlyList<float[]> latents, double pixelMm2,
        Action<int> made, CancellationToken cancellation)
    {
        var all = new List<PhenotypeGradient>(latents.Count);
        foreach (var batch in latents.Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            all.AddRange(OfBatch(generator, segmenter, LatentBatch.Filled(batch), pixelMm2).Take(batch.Length));
            made(batch.Length);
        }

        return all;
    }

    private static PhenotypeGradient[] OfBatch(Networks.Generator generator, Segmenter segmenter, float[][] latents, double pixelMm2)
    {
        using var scope = NewDisposeScope();
        var w = LatentBatch.Of(generator, latents).requires_grad_(true);
        var sphericity = segmenter.DifferentiableMeasures(LatentBatch.Images(generator, w), out var areas);
        areas = areas.Times(pixelMm2);
        var byArea = Rows(autograd.grad([areas.sum()], [w], retain_graph: true)[0]);
        var bySphericity = Rows(autograd.grad([sphericity.sum()], [w])[0]);
        float[] area = Numbers(areas), index = Numbers(sphericity);
        return [.. latents.Select((_, i) => new PhenotypeGradient(area[i], index[i], byArea[i], bySphericity[i]))];

        float[][] Rows(Tensor gradient) => [.. Numbers(gradient).Chunk(latents[0].Length)];
    }

    private static float[] Numbers(Tensor values) => values.detach().cpu().contiguous().data<float>().ToArray();
}
