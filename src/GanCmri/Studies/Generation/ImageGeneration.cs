using System.Globalization;
using GanCmri.Formats;
using GanCmri.Imaging.Hearts;
using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Shards;
using static TorchSharp.torch;

namespace GanCmri.Studies.Generation;

/// <summary>Seeds or latents in, images out; of any number, few are held at a time.</summary>
internal static class ImageGeneration
{
    private const double MostPsi = 100;
    private const string Images = ".npy",
        Latents = ".w.npy",
        Head = ".head.npy";
    private const int AtOnce = 1024; // images in memory; more are made and saved in turn

    /// <summary>Makes images and writes what is asked for.</summary>
    /// <param name="options">Network, latents, files.</param>
    /// <param name="progress">Told the images made.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="InputException">The options contradict each other, or a file is missing or of another network.</exception>
    public static void Run(
        ImageGenerationOptions options,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        Check(options);
        using var scope = NewDisposeScope();
        using var generator = Load(options);
        var count = GenerationLatents.Count(generator, options);
        var images = Make(generator, options, 0, count, options.Output, options.LatentsOutput, pictures: null, progress, cancellation);
        if (options.Folder is { } folder && count > 0)
            SaveTogether(folder, images!, count, options);
    }

    /// <summary>Makes the images of one shard: whole batches that follow each other.</summary>
    internal static void Do(
        ImageGenerationOptions options,
        ShardPart part,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation
    )
    {
        Check(options);
        using var scope = NewDisposeScope();
        using var generator = Load(options);
        var count = GenerationLatents.Count(generator, options);
        var batches = (count + BatchGeneration.BatchSize - 1) / BatchGeneration.BatchSize;
        var (first, end) = (
            part.Shard.First(batches) * BatchGeneration.BatchSize,
            Math.Min(count, part.Shard.End(batches) * BatchGeneration.BatchSize)
        );
        var pictures = new List<string>();
        var images = Make(
            generator,
            options,
            first,
            end,
            Own(options.Output, Images),
            Own(options.LatentsOutput, Latents),
            pictures,
            progress,
            cancellation
        );
        if (images is not null)
            NpyFile.Write(Own(options.Folder, Head)!, images);
        foreach (var file in pictures)
            part.Add(file);

        string? Own(string? asked, string ending)
        {
            if (asked is null)
                return null;
            part.Add(part.FileOf(ending));
            return part.FileOf(ending);
        }
    }

    /// <summary>Joins shards.</summary>
    internal static void Join(ImageGenerationOptions options, ShardSet shards)
    {
        if (options.Output is { } output)
            NpyJoin.Write(output, [.. shards.Files(Images)]);
        if (options.LatentsOutput is { } latents)
            NpyJoin.Write(latents, [.. shards.Files(Latents)]);
        if (options.Folder is not { } folder)
            return;
        NpyArray[] heads = [.. shards.Files(Head).Select(NpyFile.Read)];
        float[] values = [.. heads.SelectMany(h => h.As<float>())];
        var shown = heads.Sum(h => h.Shape[0]);
        SaveTogether(
            folder,
            NpyArray.Of(values, [shown, .. heads[0].Shape.Skip(1)]),
            shards.Markers.Sum(m => m.Files.Count(f => f.Name.EndsWith(".png", StringComparison.Ordinal))),
            options
        );
    }

    private static StyleGan2Generator Load(ImageGenerationOptions options) =>
        NetworkFile.LoadGenerator(options.Network, options.NetworkName, options.Device, fixedWeights: true);

    /// <summary>Makes some of the images; returns those among the first ones of all, for the grid, where pictures are asked for.</summary>
    private static NpyArray? Make(
        StyleGan2Generator generator,
        ImageGenerationOptions options,
        long first,
        long end,
        string? output,
        string? latents,
        List<string>? pictures,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation
    )
    {
        var network = generator.Options;
        long pixels = (long)network.Channels * network.Resolution * network.Resolution;
        var ws = GenerationLatents.Of(generator, options, first, end);
        if (latents is not null)
            NpyFile.Write(latents, Array(ws));
        if (options.Folder is null && output is null)
            return null;
        if (output is not null && (end - first) * pixels > System.Array.MaxLength)
        {
            throw new InputException(
                "--out",
                $"at most {System.Array.MaxLength / pixels} images in one file",
                $"{end - first}",
                "ask for fewer, or for pictures with --outdir"
            );
        }

        if (options.Folder is not null)
            GeneratedPictures.Require(network, "--outdir");
        var all = new float[output is null ? 0 : (end - first) * pixels];
        var head = new List<float>();
        for (var at = 0L; at < end - first; at += AtOnce)
        {
            using var part = NewDisposeScope();
            var before = at;
            var relay = new ProgressRelay(v => progress?.Report(v with { Done = before + v.Done, Total = end - first }));
            var some = ws.narrow(0, at, Math.Min(AtOnce, end - first - at));
            var images = Array(
                BatchGeneration.Images(generator, some, options.Noise, options.NoiseSeed + (int)(first + at), relay, cancellation)
            );
            if (output is not null)
                images.As<float>().CopyTo(all, at * pixels);
            if (options.Folder is not { } folder)
                continue;
            SavePictures(folder, images, (int)(first + at), options, pictures);
            if (first + at < AtOnce)
                head.AddRange(images.As<float>().Take((int)(Math.Min(AtOnce - first - at, images.Shape[0]) * pixels)));
        }

        int[] Shape(long images) => [(int)images, network.Channels, network.Resolution, network.Resolution];
        if (output is not null)
            NpyFile.Write(output, NpyArray.Of(all, Shape(end - first)));
        return options.Folder is null ? null : NpyArray.Of([.. head], Shape(head.Count / pixels));
    }

    /// <summary>Checks that exactly one source and some output are given.</summary>
    /// <exception cref="InputException">The options contradict each other.</exception>
    internal static void Check(ImageGenerationOptions options)
    {
        if (new object?[] { options.Seeds, options.Z, options.Latents }.Count(v => v is not null) != 1)
            throw new InputException("gancmri generate", "one of --seeds, --z and --latents", "none or several", "give exactly one");
        if (options.Folder is null && options.Output is null && options.LatentsOutput is null)
            throw new InputException("gancmri generate", "--outdir, --out or --latents-out", "none", "say where the images shall go");
        if (options.Latents is not null && options.Class is not null)
            throw new InputException("--class", "no label with --latents, which are past the label", "one", "leave it away");
        if (!(Math.Abs(options.Psi) <= MostPsi))
            throw new InputException("--trunc", $"a number from -{MostPsi} to {MostPsi}", $"{options.Psi}", "psi is 0.5 to 1 as a rule");
    }

    private static void SavePictures(string folder, NpyArray images, int first, ImageGenerationOptions options, List<string>? names)
    {
        int count = images.Shape[0],
            channels = images.Shape[1];
        var pictures = new GeneratedPictures(images.As<float>(), channels, images.Shape[2])
        {
            PixelMm = channels == 1 && IsTrainedHere(options.Network) ? new HeartCrop().FieldMm / images.Shape[2] : null,
        };
        for (var i = 0; i < count; i++)
        {
            var path = Path.Combine(folder, options.Seeds is { } seeds ? $"seed{seeds[first + i]:d4}.png" : $"image{first + i:d4}.png");
            pictures.Save(i, path);
            names?.Add(path);
        }
    }

    // Of others nobody knows how much of a body their images show.
    private static bool IsTrainedHere(string network) => NetworkFile.Describe(network).Notes is { Origin: null };

    // The grid of the first images, with those of seeds that joined the folder at other times, and of few latents the cine.
    private static void SaveTogether(string folder, NpyArray first, long count, ImageGenerationOptions options)
    {
        var pictures = new GeneratedPictures(first.As<float>(), first.Shape[1], first.Shape[2]);
        var grid = Path.Combine(folder, "grid.png");
        string[] seeded = options.Seeds is null ? [] : OfSeeds(folder);
        if (seeded.Length > options.Seeds?.Distinct().Count())
            pictures.SaveGrid(grid, seeded.Take(AtOnce).ToArray());
        else if (count > 1)
            pictures.SaveGrid(grid);
        if (options.Latents is not null && count is > 1 and <= AtOnce)
            pictures.SaveCine(Path.Combine(folder, "cine.gif"));
    }

    private static string[] OfSeeds(string folder) =>
        [
            .. from file in Directory.EnumerateFiles(folder, "seed*.png")
            let name = Path.GetFileNameWithoutExtension(file)["seed".Length..]
            where uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            orderby uint.Parse(name, CultureInfo.InvariantCulture)
            select file,
        ];

    private static NpyArray Array(Tensor t) => NpyArray.Of(t.Numbers(), [.. t.shape.Select(n => (int)n)]);
}
