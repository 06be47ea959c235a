using System.CommandLine;
using GanCmri.Networks;
using GanCmri.Runtime;
using GanCmri.Studies.Generation;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri generate: seeds or latents in, images out.</summary>
internal static class GenerateVerb
{
    public static Command Build()
    {
        var network = ModelFiles.Network();
        var name = new Option<string>("--network-name")
        {
            Description = "Which generator of a pickle: G_ema or G.",
            DefaultValueFactory = _ => "G_ema",
        };
        name.AcceptOnlyFromAmong("G_ema", "G");
        var seeds = new Option<string?>("--seeds")
        {
            Description = "One image for each seed; the same seed gives the same z as in NVIDIA's programs, e.g. 0-35 or 1,4,10-12.",
        };
        var z = new Option<string?>("--z") { Description = "Latents z, .npy [N, z_dim]." };
        var latents = new Option<string?>("--latents")
        {
            Description = "Latents w, .npy [N, num_ws, w_dim] or [N, w_dim]; --trunc does not apply to them.",
        };
        var label = new Option<string?>("--class")
        {
            Description =
                "Condition for conditional networks: a value of each column, e.g. phase=ES,position=0.3 (a wrong one names all), a class "
                + "number, or .npy [N, c_dim], one row for all images or one each. Default: of each z one that it was trained with, where "
                + "the network's file tells them.",
        };
        var psi = CommonOptions.Truncation(1, "--trunc", "--psi");
        var cutoff = new Option<int?>("--trunc-cutoff") { Description = "How many of the first layers are truncated; all if not given." };
        cutoff.Require(v => v is null or >= 0, "0 or more layers");
        var noise = new Option<NoiseKind>("--noise", "--noise-mode")
        {
            Description = "Per-pixel noise: const (stored in the network), none, or random.",
            DefaultValueFactory = _ => NoiseKind.Const,
        };
        var seed = CommonOptions.Seed();
        var outputFolder = new Option<string?>("--outdir")
        {
            Description =
                "Folder for pictures: one PNG each, grid.png (of all there, up to 1,024), and for --latents a 25 frames/s cine.gif. Each "
                + "PNG says that it is synthetic and, of networks trained here, its pixel size (a field of 175 mm), as measure reads it.",
        };
        var output = new Option<string?>("--out") { Description = "Images as .npy [N, channels, side, side], about [-1, 1], not clamped." };
        var latentsOut = new Option<string?>("--latents-out") { Description = "The latents w used, as .npy [N, num_ws, w_dim]." };
        var device = CommonOptions.Device();
        var shard = new ShardOption("generate");
        var verb = new Command(
            "generate",
            """
            Makes images from seeds or latents.
            Example: gancmri generate --network sax128 --seeds 0-35 --trunc 0.7 --outdir out
            Example: gancmri generate --network best_net.pkl --z z.npy --trunc 1 --noise none --out images.npy --latents-out ws.npy
            On many machines: the same with --shard 0/8 to 7/8, then gancmri gather with the first of --out, --outdir and --latents-out that
            is given.
            """
        )
        {
            network,
            name,
            seeds,
            z,
            latents,
            label,
            psi,
            cutoff,
            noise,
            seed,
            outputFolder,
            output,
            latentsOut,
            device,
            shard.Option,
        };
        verb.SetAction(
            (parsed, cancel) =>
            {
                var options = new ImageGenerationOptions
                {
                    Network = ModelFiles.Of(parsed, network),
                    NetworkName = parsed.GetRequiredValue(name),
                    Device = TorchDevice.Parse(parsed.GetValue(device)),
                    Seeds = parsed.GetValue(seeds) is { } text ? SeedList.Parse(text) : null,
                    Z = parsed.GetValue(z),
                    Latents = parsed.GetValue(latents),
                    Class = parsed.GetValue(label),
                    Psi = parsed.GetValue(psi),
                    TruncationCutoff = parsed.GetValue(cutoff),
                    Noise = parsed.GetValue(noise),
                    NoiseSeed = parsed.GetValue(seed),
                    Folder = parsed.GetValue(outputFolder),
                    Output = parsed.GetValue(output),
                    LatentsOutput = parsed.GetValue(latentsOut),
                };
                ImageGeneration.Check(options);
                var to = options.Output ?? options.Folder ?? options.LatentsOutput!;
                string?[] outputs = [options.Output, options.Folder, options.LatentsOutput];
                return Task.FromResult(
                    shard.Run(
                        parsed,
                        to,
                        outputs,
                        ModelFiles.Untold(parsed, network),
                        whole: () =>
                        {
                            using var taken = OutputLock.OnOutputs([to, .. outputs.OfType<string>()]);
                            return Do(() => ProgressBars.Run(p => ImageGeneration.Run(options, p, cancel)));
                        },
                        part => ProgressBars.Run(p => ImageGeneration.Do(options, part, p, cancel)),
                        set => Do(() => ImageGeneration.Join(options, set)),
                        folder: options.Folder,
                        // Random noise and labels of a file go by the place in the list.
                        adding: options.Noise == NoiseKind.Random || File.Exists(options.Class) ? [] : ["--seeds"]
                    )
                );
            }
        );
        return verb;
    }

    private static int Do(Action work)
    {
        work();
        return 0;
    }
}
