using GanCmri.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace GanCmri.Networks;

/// <summary>Many latents to many images, in batches of a fixed size so that results do not, beyond rounding, depend on how many are asked
/// for.</summary>
internal static class BatchGeneration
{
    /// <summary>Latents in a batch.</summary>
    internal const int BatchSize = 8;

    /// <summary>Maps latents.</summary>
    /// <param name="generator">The network.</param>
    /// <param name="z">[N, ZDim].</param>
    /// <param name="c">[N, CDim] or [1, CDim]; null if unconditional.</param>
    /// <param name="psi">Truncation: 1 none, 0 the mean image.</param>
    /// <param name="cutoff">How many of the first w are truncated; null: all.</param>
    /// <returns>[N, NumWs, WDim], on the CPU.</returns>
    /// <exception cref="ArgumentException">A shape does not fit the network.</exception>
    public static Tensor Map(StyleGan2Generator generator, Tensor z, Tensor? c, double psi, int? cutoff)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var device = Device(generator);
        var labels = c is not null && c.shape[0] == 1 ? c.expand(z.shape[0], -1) : c;
        if (labels is not null && labels.shape[0] != z.shape[0])
            throw new ArgumentException($"expected one label or {z.shape[0]}, found {labels.shape[0]}", nameof(c));
        return generator.Mapping.Forward(z.to(device), labels?.to(device), psi, cutoff).cpu().MoveToOuterDisposeScope();
    }

    /// <summary>Maps latents where nobody gives a label (see <see cref="StyleGan2Generator.Map"/>): [N, NumWs, WDim], on the CPU.</summary>
    public static Tensor Drawn(StyleGan2Generator generator, Tensor z, double psi, int? cutoff = null, params LabelValue[] asked)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        return generator.Map(z.to(Device(generator)), psi, cutoff, asked).cpu().MoveToOuterDisposeScope();
    }

    /// <summary>Makes images.</summary>
    /// <param name="generator">The network.</param>
    /// <param name="ws">[N, NumWs, WDim].</param>
    /// <param name="noise">Per-pixel noise.</param>
    /// <param name="seed">Seed of random noise: image i draws from seed + i.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="cancel">Stops between batches.</param>
    /// <returns>[N, Channels, Resolution, Resolution], about [-1, 1], on the CPU.</returns>
    /// <exception cref="ArgumentException">A shape does not fit the network.</exception>
    public static Tensor Images(
        StyleGan2Generator generator,
        Tensor ws,
        NoiseKind noise,
        int seed = 0,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancel = default
    )
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var device = Device(generator);
        var step = noise == NoiseKind.Random ? 1 : BatchSize;
        List<Tensor> images = [];
        for (long at = 0; at < ws.shape[0]; at += step)
        {
            cancel.ThrowIfCancellationRequested();
            using var batch = NewDisposeScope();
            using var random = new TorchSharp.torch.Generator((ulong)(seed + at), device);
            var source = noise switch
            {
                NoiseKind.Const => Noise.Const,
                NoiseKind.None => Noise.None,
                _ => Noise.Random(random),
            };
            var part = ws.narrow(0, at, Math.Min(step, ws.shape[0] - at)).to(device);
            images.Add(generator.Synthesis.Forward(part, source).cpu().MoveToOuterDisposeScope());
            progress?.Report(new StageProgress("generate", at + part.shape[0], ws.shape[0], "images"));
        }

        var (channels, side) = (generator.Options.Channels, generator.Options.Resolution);
        return (images.Count > 0 ? cat(images) : empty(0, channels, side, side)).MoveToOuterDisposeScope();
    }

    private static Device Device(StyleGan2Generator generator) => generator.parameters().First().device;
}
