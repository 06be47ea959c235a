using GanCmri.Formats;
using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using static TorchSharp.torch;

namespace GanCmri.Studies.Generation;

/// <summary>Seeds or latents in, images out; of any number, few are held at a time.</summary>
internal static class ImageGeneration
{
    private const int AtOnce = 1024; // images in memory; more are made and saved in turn

    /// <summary>Makes images and writes what is asked for.</summary>
    /// <param name="options">Network, latents, files.</param>
    /// <param name="progress">Told the images made.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="InputException">The options contradict each other, or a file is missing or of another network.</exception>
    public static void Run(ImageGenerationOptions options, IProgress<StageProgress>? progress = null, CancellationToken cancellation = default)
    {
        Check(options);
        using var scope = NewDisposeScope();
        using var generator = NetworkFile.LoadGenerator(options.Network, options.NetworkName, options.Device, fixedWeights: true);
        var ws = GenerationLatents.Of(generator, options);
        if (options.LatentsOutput is { } place) NpyFile.Write(place, Array(ws));
        if (options.Folder is null && options.Output is null) return;

        var network = generator.Options;
        long pixels = (long)network.Channels * network.Resolution * network.Resolution, count = ws.shape[0];
        if (options.Output is not null && count * pixels > System.Array.MaxLength)
        {
            throw new InputException("--out", $"at most {System.Array.MaxLength / pixels} images in one file", $"{count}",
                "ask for fewer, or for pictures with --outdir");
        }

        if (options.Folder is not null) GeneratedPictures.Require(network, "--outdir");
        var all = new float[options.Output is null ? 0 : count * pixels];
        for (var at = 0; at < count; at += AtOnce)
        {
            using var part = NewDisposeScope();
            var first = at;
            var relay = new ProgressRelay(v => progress?.Report(v with { Done = first + v.Done, Total = count }));
            var some = ws.narrow(0, at, Math.Min(AtOnce, count - at));
            var images = Array(BatchGeneration.Images(generator, some, options.Noise, options.NoiseSeed + at, relay, cancellation));
            if (options.Output is not null) images.As<float>().CopyTo(all, at * pixels);
            if (options.Folder is { } folder) SavePictures(folder, images, at, options.Seeds, isCine: options.Latents is not null && count <= AtOnce);
        }

        if (options.Output is { } file) NpyFile.Write(file, NpyArray.Of(all, [(int)count, network.Channels, network.Resolution, network.Resolution]));
    }

    private static void Check(ImageGenerationOptions options)
    {
        if (new object?[] { options.Seeds, options.Z, options.Latents }.Count(v => v is not null) != 1)
            throw new InputException("gancmri generate", "one of --seeds, --z and --latents", "none or several", "give exactly one");
        if (options.Folder is null && options.Output is null && options.LatentsOutput is null)
            throw new InputException("gancmri generate", "--outdir, --out or --latents-out", "none", "say where the images shall go");
        if (options.Latents is not null && options.Class is not null)
            throw new InputException("--class", "no label with --latents, which are past the label", "one", "leave it away");
    }

    private static void SavePictures(string folder, NpyArray images, int first, IReadOnlyList<uint>? seeds, bool isCine)
    {
        int count = images.Shape[0], channels = images.Shape[1];
        var pictures = new GeneratedPictures(images.As<float>(), channels, images.Shape[2]);
        for (var i = 0; i < count; i++)
        {
            var name = seeds is not null ? $"seed{seeds[first + i]:d4}.png" : $"image{first + i:d4}.png";
            pictures.Save(i, Path.Combine(folder, name));
        }

        if (count > 1 && first == 0) pictures.SaveGrid(Path.Combine(folder, "grid.png"));
        if (count > 1 && isCine) pictures.SaveCine(Path.Combine(folder, "cine.gif"));
    }

    private static NpyArray Array(Tensor t)
    {
        using var plain = t.contiguous();
        return NpyArray.Of(plain.data<float>().ToArray(), [.. t.shape.Select(n => (int)n)]);
    }
}
