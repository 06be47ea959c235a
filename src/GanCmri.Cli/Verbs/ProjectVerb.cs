using System.CommandLine;
using System.Globalization;
using GanCmri.Latents;
using GanCmri.Latents.Tuning;
using GanCmri.Runtime;
using GanCmri.Studies.Projections;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri project: frames in, latents out.</summary>
internal static class ProjectVerb
{
    public static Command Build()
    {
        var network = ModelFiles.Network();
        var data = new Option<string>("--data")
        {
            Description = "Frame store made by gancmri dataset, or a folder of pictures of the network's size.",
            Required = true,
        };
        var output = new Option<string>("--out")
        {
            Description = "Latents: .csv (ids, then w0, w1, …), .parquet (w as a list), or .npy [N, w_dim] with the .csv beside it.",
            Required = true,
        };
        var space = new Option<string>("--space")
        {
            Description = "w (one latent for all layers) or w+ (one a layer).",
            DefaultValueFactory = _ => "w",
        };
        space.AcceptOnlyFromAmong("w", "w+");
        var mode = new Option<string>("--mode")
        {
            Description = "fast, or reference: StyleGAN2's projector, 1,000 steps with noise.",
            DefaultValueFactory = _ => "fast",
        };
        mode.AcceptOnlyFromAmong("fast", "reference");
        var steps = new Option<int?>("--steps")
        {
            Description = "Most optimisation steps a frame; default 200 (fast) or 1000 (reference).",
        };
        var discriminator = new Option<string?>("--discriminator")
        {
            Description =
                "Discriminator, .safetensors or .pkl, whose features are compared beside the pixels; of shipped models by their name.",
        }.OrShipped("discriminator.safetensors");
        var perceptual = new Option<string?>("--perceptual")
        {
            Description =
                "Your own network whose features are compared instead of a discriminator's, TorchScript .pt, [N, 1 or 3, H, W] in [-1, "
                + "1] -> [N, F]; it is run: use files you trust.",
        };
        var encoder = new Option<string?>("--encoder")
        {
            Description =
                "Encoder made by gancmri encoder that gives each frame its start: fewer steps are enough then; of shipped models by their "
                + "name.",
        }.OrShipped("encoder.safetensors");
        var quality = new Option<string?>("--quality")
        {
            Description = "CSV: mse, psnr_db, ssim, steps and seconds a frame; default: beside the latents.",
        };
        var tune = new Option<bool>("--tune")
        {
            Description =
                "Also tune the generator a little to each whole cine (pivotal tuning), so that it gives back this very heart: "
                + "OUT.tuning/, a file a cine, and OUT.tuning.csv; superres then uses them. The latents in OUT are then those at which the "
                + "tuned generators show the frames, and of no use without them: motions and directions are fitted to latents without "
                + "--tune.",
        };
        var half = CommonOptions.BFloat16();
        var batch = new Option<int>("--batch") { Description = "Frames optimised together.", DefaultValueFactory = _ => 8 };
        var device = CommonOptions.Device();
        var shard = new ShardOption("project");
        var verb = new Command(
            "project",
            """
            Finds the latent of each frame by gradient descent. Ctrl-C keeps what is finished; the same command goes on.
            Example: gancmri project --network sax128 --encoder sax128 --data store --out latents.csv --quality quality.csv
            On many machines: the same with --shard 0/8 to 7/8, then gancmri gather latents.csv.
            """
        )
        {
            network,
            data,
            output,
            space,
            mode,
            steps,
            discriminator,
            perceptual,
            encoder,
            quality,
            tune,
            half,
            batch,
            device,
            shard.Option,
        };
        verb.SetAction(
            (parsed, cancel) =>
            {
                CommonOptions.NoteImitation(parsed.GetValue(half), TorchDevice.Parse(parsed.GetValue(device)));
                var (compares, to) = (
                    parsed.GetValue(discriminator) is not null || parsed.GetValue(perceptual) is not null,
                    parsed.GetRequiredValue(output)
                );
                // Features alone are compared in the reference, so without any it compares pixels.
                var projector =
                    parsed.GetValue(mode) == "reference"
                        ? ProjectorOptions.Reference with
                        {
                            PixelWeight = compares ? 0 : 1,
                        }
                        : new ProjectorOptions();
                var options = new FrameProjectionOptions
                {
                    Network = ModelFiles.Of(parsed, network),
                    Data = parsed.GetRequiredValue(data),
                    Output = to,
                    Quality = parsed.GetValue(quality),
                    Discriminator = parsed.GetValue(discriminator),
                    Perceptual = parsed.GetValue(perceptual),
                    Encoder = parsed.GetValue(encoder),
                    Tuning = parsed.GetValue(tune) ? new TuningOptions() : null,
                    BFloat16 = parsed.GetValue(half),
                    Device = TorchDevice.Parse(parsed.GetValue(device)),
                    Projector = projector with
                    {
                        Space = parsed.GetValue(space) == "w" ? LatentSpace.W : LatentSpace.WPlus,
                        Steps = Positive("--steps", parsed.GetValue(steps) ?? projector.Steps),
                        BatchSize = Positive("--batch", parsed.GetValue(batch)),
                    },
                };
                void Note(string note) => Console.Error.WriteLine("note: " + note);
                return Task.FromResult(
                    shard.Run(
                        parsed,
                        to,
                        [
                            to,
                            Path.ChangeExtension(to, ".csv"),
                            options.Quality ?? Path.ChangeExtension(to, ".quality.csv"),
                            Path.ChangeExtension(to, ".tuning"),
                        ],
                        ModelFiles.Untold(parsed, network),
                        whole: () => Print(ProgressBars.Run(p => FrameProjection.Run(options, p, cancel, Note)), to),
                        part => ProgressBars.Run(p => FrameProjection.Do(options, part, p, cancel, Note)),
                        set => Print(FrameProjection.Join(options, set), to)
                    )
                );
            }
        );
        return verb;
    }

    private static int Print(IReadOnlyList<ProjectedFrameQuality> found, string to)
    {
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{found.Count} frames -> {to}: MSE {found.Average(q => q.Mse):F4}, PSNR {found.Average(q => q.PsnrDb):F1} dB, SSIM "
                    + $"{found.Average(q => q.Ssim):F3}, {found.Average(q => q.Seconds):F2} s and {found.Average(q => q.Steps):F0} "
                    + $"steps a frame"
            )
        );
        return 0;
    }

    private static int Positive(string option, int value) =>
        value >= 1 ? value : throw new InputException(option, "at least 1", value.ToString(CultureInfo.InvariantCulture), "correct it");
}
