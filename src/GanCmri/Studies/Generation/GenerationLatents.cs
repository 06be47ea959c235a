using System.Globalization;
using GanCmri.Networks;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Studies.Generation;

/// <summary>The w that images are made from: read, or mapped from seeds or z, with their labels.</summary>
internal static class GenerationLatents
{
    /// <summary>[N, NumWs, WDim], on the CPU.</summary>
    /// <exception cref="InputException">A file, a label or the truncation does not fit the network.</exception>
    public static Tensor Of(StyleGan2Generator generator, ImageGenerationOptions options)
    {
        if (options.Latents is { } path) return LatentFile.W(path, generator);
        var network = generator.Options;
        var z = options.Z is { } file
            ? LatentFile.Z(file, network)
            : tensor(options.Seeds!.SelectMany(s => NumpyRandom.Latent(s, network.ZDim)).ToArray()).reshape(options.Seeds!.Count, network.ZDim);
        var labels = Labels(options.Class, network);
        if (labels is not null && labels.shape[0] != 1 && labels.shape[0] != z.shape[0])
            throw new InputException("--class", $"one label, or one for each of {z.shape[0]} latents", $"{labels.shape[0]}", "correct the file");
        if (options.Psi != 1 && generator.Mapping.WAvg is null)
            throw new InputException("--trunc", "1, as this network keeps no mean of w", options.Psi.ToString(CultureInfo.InvariantCulture), "leave the option away");
        return BatchGeneration.Map(generator, z, labels, options.Psi, options.TruncationCutoff);
    }

    private static Tensor? Labels(string? label, GeneratorOptions network)
    {
        if (network.CDim == 0 && label is null) return null;
        if (label is null)
            throw new InputException("--class", $"a class from 0 to {network.CDim - 1} or a .npy file, as the network is conditional", "none", "give one");
        if (network.CDim == 0) throw new InputException("--class", "no label, as the network is unconditional", $"'{label}'", "leave the option away");
        if (!int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return LatentFile.Labels(label, network);
        if (number >= network.CDim) throw new InputException("--class", $"a class from 0 to {network.CDim - 1}", label, "correct it");
        var oneHot = new float[network.CDim];
        oneHot[number] = 1;
        return tensor(oneHot).reshape(1, network.CDim);
    }
}
