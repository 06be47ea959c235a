using GanCmri.Networks;
using GanCmri.Runtime;
using GanCmri.Trajectories;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Latents;

/// <summary>Latents as plain arrays to images as plain arrays, and seeds to latents.</summary>
internal static class LatentImages
{
    /// <summary>The image of each latent, with the network's fixed noise.</summary>
    /// <param name="generator">The network.</param>
    /// <param name="latents">WDim numbers each (every layer takes them), or NumWs x WDim.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>Channels x Resolution x Resolution numbers an image, about [-1, 1].</returns>
    /// <exception cref="InputException">The latents are of another network.</exception>
    public static IReadOnlyList<float[]> Render(
        StyleGan2Generator generator,
        IReadOnlyList<float[]> latents,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        if (latents.Count == 0)
            return [];
        using var scope = NewDisposeScope();
        int width = generator.Options.WDim,
            all = generator.NumWs * width;
        foreach (var w in latents)
        {
            if (w.Length != width && w.Length != all)
                throw new InputException(
                    "latents",
                    $"{width} or {generator.NumWs} x {width} numbers",
                    $"{w.Length}",
                    "use latents of this network"
                );
        }

        var longest = latents.Max(w => w.Length);
        var ws = LatentBatch.ForLayers(generator, LatentBatch.Of(generator, [.. latents.Select(w => Vectors.Broadcast(w, longest))]));
        using var images = BatchGeneration.Images(generator, ws, NoiseKind.Const, progress: progress, cancel: cancellation);
        return [.. images.unbind(0).Select(i => i.Numbers())];
    }

    /// <summary>The w of each seed, WDim numbers: the latent z that NVIDIA's programs draw for it, mapped and truncated.</summary>
    /// <param name="generator">The network.</param>
    /// <param name="seeds">Seeds.</param>
    /// <param name="psi">Truncation: 1 none, 0 the mean heart.</param>
    /// <param name="asked">What the labels of a conditional network say, where it knows such a column and value.</param>
    /// <exception cref="InputException">The network takes labels and its file does not tell those of its training, or it keeps no mean of w
    /// to truncate towards.</exception>
    public static IReadOnlyList<float[]> OfSeeds(
        StyleGan2Generator generator,
        IReadOnlyList<uint> seeds,
        double psi,
        params LabelValue[] asked
    )
    {
        generator.RequireKnownLabels("network");
        if (psi != 1 && generator.Options.CDim == 0 && generator.Mapping.WAvg is null)
            throw new InputException(
                "truncation psi",
                "1, as this network keeps no mean of w",
                FormattableString.Invariant($"{psi}"),
                "leave it at 1"
            );
        using var scope = NewDisposeScope();
        var z = cat([.. seeds.Select(s => tensor(NumpyRandom.Latent(s, generator.Options.ZDim)).unsqueeze(0))]);
        using var ws = BatchGeneration.Drawn(generator, z, psi, null, asked);
        return [.. ws.unbind(0).Select(w => w[0].Numbers())];
    }
}
