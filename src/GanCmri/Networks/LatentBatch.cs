using System.Runtime.InteropServices;
using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Networks;

/// <summary>The one way from latents as plain numbers, w for all layers or one for each, to images.</summary>
internal static class LatentBatch
{
    private const int Multiple = 16;

    /// <summary>
    /// Latents as a tensor of the generator's device. Its memory is libtorch's own and aligned: over a managed array, matrix products round
    /// as the array happens to lie.
    /// </summary>
    /// <param name="generator">The network.</param>
    /// <param name="latents">As many numbers a latent as WDim (W) or NumWs x WDim (W+), one latent after the other.</param>
    /// <param name="count">Latents.</param>
    /// <returns>[N, 1, WDim] or [N, NumWs, WDim].</returns>
    public static Tensor Of(StyleGan2Generator generator, ReadOnlyMemory<float> latents, int count)
    {
        using var scope = NewDisposeScope();
        var w = empty(count, latents.Length / count / generator.Options.WDim, generator.Options.WDim);
        latents.Span.CopyTo(MemoryMarshal.Cast<byte, float>(w.bytes));
        return w.to(generator.parameters().First().device).MoveToOuterDisposeScope();
    }

    /// <inheritdoc cref="Of(StyleGan2Generator, ReadOnlyMemory{float}, int)"/>
    public static Tensor Of(StyleGan2Generator generator, IReadOnlyList<float[]> latents) =>
        Of(generator, latents.SelectMany(w => w).ToArray(), latents.Count);

    /// <summary>A batch with its last element repeated up to a multiple of 16: for other sizes libtorch sums in another order with another
    /// number of threads.</summary>
    public static T[] Filled<T>(T[] batch) => [.. batch, .. Enumerable.Repeat(batch[^1], -batch.Length & (Multiple - 1))];

    /// <summary>What synthesis takes: [N, NumWs, WDim].</summary>
    /// <param name="generator">The network.</param>
    /// <param name="w">[N, 1, WDim], which every layer then takes, or [N, NumWs, WDim].</param>
    public static Tensor ForLayers(StyleGan2Generator generator, Tensor w) => w.expand(w.shape[0], generator.NumWs, generator.Options.WDim);

    /// <summary>Images in [-1, 1]; gradients and dispose scope are the caller's.</summary>
    /// <param name="generator">The network.</param>
    /// <param name="w">[N, 1, WDim] or [N, NumWs, WDim].</param>
    /// <param name="noise">Per-pixel noise; null: the network's fixed noise.</param>
    /// <returns>[N, Channels, Resolution, Resolution].</returns>
    public static Tensor Images(StyleGan2Generator generator, Tensor w, Noise? noise = null) =>
        generator.Synthesis.Forward(ForLayers(generator, w), noise).Limited(-1, 1);

    /// <summary>Images before they are limited to [-1, 1], from which gradients can be taken back.</summary>
    /// <param name="generator">The network.</param>
    /// <param name="w">[N, 1, WDim] or [N, NumWs, WDim].</param>
    /// <param name="noise">Per-pixel noise; null: the network's fixed noise.</param>
    public static RecordedImages Record(StyleGan2Generator generator, Tensor w, Noise? noise = null)
    {
        using var noGrad = no_grad();
        return generator.Synthesis.Record(ForLayers(generator, w), noise);
    }

    /// <summary>How a value of recorded images changes with their latents.</summary>
    /// <param name="images">Of <see cref="Record"/>.</param>
    /// <param name="w">What they were made of.</param>
    /// <param name="value">One number, computed from the images.</param>
    /// <returns>Of w's shape.</returns>
    public static Tensor Gradient(RecordedImages images, Tensor w, Tensor value)
    {
        using var scope = NewDisposeScope();
        var layers = images.Gradient(autograd.grad([value], [images.Images], retain_graph: true)[0]);
        return (w.shape[1] == 1 ? layers.sum(1, keepdim: true) : layers).MoveToOuterDisposeScope();
    }
}
