using System.Globalization;
using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Studies.Generation;

/// <summary>The w that images are made from: read, or mapped from seeds or z, with their labels.</summary>
internal static class GenerationLatents
{
    private const long Together = 16;

    /// <summary>How many are asked for.</summary>
    /// <exception cref="InputException">A file does not fit the network.</exception>
    public static long Count(StyleGan2Generator generator, ImageGenerationOptions options)
    {
        if (options.Seeds is { } seeds)
            return seeds.Count;
        using var scope = NewDisposeScope();
        return (options.Latents is { } path ? LatentFile.W(path, generator) : LatentFile.Z(options.Z!, generator.Options)).shape[0];
    }

    /// <summary>Some of those asked for: [end - first, NumWs, WDim], on the CPU. They are mapped few at a time, so that a latent does not
    /// depend on how many are.</summary>
    /// <param name="generator">The network.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="first">The first, a multiple of <see cref="BatchGeneration.BatchSize"/>.</param>
    /// <param name="end">The end, exclusive.</param>
    /// <exception cref="InputException">A file, a label or the truncation does not fit the network.</exception>
    public static Tensor Of(StyleGan2Generator generator, ImageGenerationOptions options, long first, long end)
    {
        if (options.Latents is { } path)
            return LatentFile.W(path, generator).narrow(0, first, end - first).clone();
        var network = generator.Options;
        var z = options.Z is { } file ? LatentFile.Z(file, network) : null;
        var count = z?.shape[0] ?? options.Seeds!.Count;
        z =
            z?.narrow(0, first, end - first)
            ?? tensor(
                    options.Seeds!.Skip((int)first).Take((int)(end - first)).SelectMany(s => NumpyRandom.Latent(s, network.ZDim)).ToArray()
                )
                .reshape(end - first, network.ZDim);
        var labels = Labels(options, generator);
        if (labels is not null && labels.shape[0] != 1 && labels.shape[0] != count)
            throw new InputException("--class", $"one label, or one for each of {count} latents", $"{labels.shape[0]}", "correct the file");
        var drawn = network.CDim > 0 && labels is null;
        if (options.Psi != 1 && !drawn && generator.Mapping.WAvg is null)
            throw new InputException(
                "--trunc",
                "1, as this network keeps no mean of w",
                options.Psi.ToString(CultureInfo.InvariantCulture),
                "leave the option away"
            );
        if (labels is not null && labels.shape[0] > 1)
            labels = labels.narrow(0, first, end - first);
        List<Tensor> ws = [];
        for (var at = 0L; at < end - first; at += Together)
        {
            var some = Math.Min(Together, end - first - at);
            var own = labels is null || labels.shape[0] == 1 ? labels : Filled(labels.narrow(0, at, some));
            var zs = Filled(z.narrow(0, at, some));
            var mapped = drawn
                ? BatchGeneration.Drawn(generator, zs, options.Psi, options.TruncationCutoff)
                : BatchGeneration.Map(generator, zs, own, options.Psi, options.TruncationCutoff);
            ws.Add(mapped.narrow(0, 0, some));
        }

        return ws.Count > 0 ? cat(ws) : empty(0, generator.NumWs, network.WDim);
    }

    // A copy, the last repeated: over a managed array, and for other numbers of rows, matrix products round in other ways.
    private static Tensor Filled(Tensor rows) => cat([rows, rows.narrow(0, rows.shape[0] - 1, 1).expand(Together - rows.shape[0], -1)]);

    // Null: an unconditional network, or labels as it was trained with.
    private static Tensor? Labels(ImageGenerationOptions options, StyleGan2Generator generator)
    {
        var network = generator.Options;
        if (options.Class is null && (network.CDim == 0 || generator.Labels is not null))
            return null;
        if (network.CDim == 0)
            throw new InputException("--class", "no label, as the network is unconditional", $"'{options.Class}'", "leave the option away");
        var columns = NetworkFile.Describe(options.Network).Notes?.Labels ?? [];
        if (options.Class is null)
            throw new InputException(
                "--class",
                $"{LabelText.Expected(network.CDim, columns)}, or a .npy file, as the network is conditional",
                "none",
                "give one"
            );
        return File.Exists(options.Class) || options.Class.EndsWith(".npy", StringComparison.OrdinalIgnoreCase)
            ? LatentFile.Labels(options.Class, network)
            : tensor(LabelText.Parse(options.Class, network.CDim, columns)).reshape(1, network.CDim);
    }
}
