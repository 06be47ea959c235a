using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using GanCmri.Cli.Projections;
using GanCmri.Evaluation;
using GanCmri.Latents;
using GanCmri.Latents.Encoding;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Trajectories;
using static TorchSharp.torch;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri project: frames in, latents out.</summary>
internal static class ProjectVerb
{
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(20);

    public static Command Build()
    {
        var network = new Option<string>("--network") { Description = "Generator, .safetensors or .pkl.", Required = true };
        var data = new Option<string>("--data") { Description = "Frame store made by gancmri dataset, or a folder of pictures of the network's size.", Required = true };
        var output = new Option<string>("--out") { Description = "Latents: .csv (ids, then w0, w1, …), or .npy [N, w_dim] with the .csv beside it.", Required = true };
        var space = new Option<string>("--space") { Description = "w (one latent for all layers) or w+ (one a layer).", DefaultValueFactory = _ => "w" };
        space.AcceptOnlyFromAmong("w", "w+");
        var mode = new Option<string>("--mode") { Description = "fast, or reference: StyleGAN2's projector, 1,000 steps with noise.", DefaultValueFactory = _ => "fast" };
        mode.AcceptOnlyFromAmong("fast", "reference");
        var steps = new Option<int?>("--steps") { Description = "Most optimisation steps a frame; default 200 (fast) or 1000 (reference)." };
        var discriminator = new Option<string?>("--discriminator") { Description = "Discriminator, .safetensors or .pkl, whose features are compared beside the pixels." };
        var perceptual = new Option<string?>("--perceptual") { Description = "Your own network whose features are compared instead of a discriminator's, TorchScript .pt, [N, 1 or 3, H, W] in [-1, 1] -> [N, F]; it is run: use files you trust." };
        var encoder = new Option<string?>("--encoder") { Description = "Encoder made by gancmri encoder that gives each frame its start: fewer steps are enough then." };
        var quality = new Option<string?>("--quality") { Description = "CSV: MSE, PSNR (dB), SSIM, steps and seconds a frame; default: beside the latents." };
        var half = CommonOptions.BFloat16();
        var batch = new Option<int>("--batch") { Description = "Frames optimised together.", DefaultValueFactory = _ => 8 };
        var device = CommonOptions.Device();
        var verb = new Command("project", """
            Finds the latent of each frame by gradient descent. Ctrl-C keeps what is finished; the same command goes on.
            Example: gancmri project --network model.safetensors --data data/sax64 --out latents.csv --quality quality.csv
            """) { network, data, output, space, mode, steps, discriminator, perceptual, encoder, quality, half, batch, device };
        verb.SetAction((parsed, cancel) =>
        {
            var place = TorchDevice.Parse(parsed.GetValue(device));
            CommonOptions.NoteImitation(parsed.GetValue(half), place);
            var path = parsed.GetRequiredValue(network);
            using var generator = NetworkFile.LoadGenerator(path, device: place, fixedWeights: true);
            if (parsed.GetValue(half)) generator.Synthesis.FeatureType = TorchSharp.torch.ScalarType.BFloat16;
            using var judge = parsed.GetValue(discriminator) is { } d ? NetworkFile.LoadDiscriminator(d, device: place) : null;
            if (judge is not null && (judge.Options.Resolution != generator.Options.Resolution || judge.Options.Channels != generator.Options.Channels))
            {
                throw new InputException(parsed.GetValue(discriminator)!, $"a discriminator of {generator.Options.Resolution} pixels and {generator.Options.Channels} channels as the generator",
                    $"one of {judge.Options.Resolution} and {judge.Options.Channels}", "use the generator's own");
            }

            if (judge is not null) judge.FeatureType = generator.Synthesis.FeatureType;
            if (judge is not null && parsed.GetValue(perceptual) is not null)
                throw new InputException("gancmri project", "--discriminator or --perceptual", "both", "give one");
            using var extractor = parsed.GetValue(perceptual) is { } p1 ? TorchScriptExtractor.Load(p1, place) : null;
            using var start = parsed.GetValue(encoder) is { } e ? Encoder.Load(e, place) : null;
            start?.RequireFits(generator, parsed.GetValue(encoder)!);
            var reference = parsed.GetValue(mode) == "reference";
            var options = (reference ? ProjectorOptions.Reference with { PixelWeight = judge is null && extractor is null ? 1 : 0 } : new ProjectorOptions()) with
            {
                Space = parsed.GetValue(space) == "w" ? LatentSpace.W : LatentSpace.WPlus,
                BatchSize = Positive("--batch", parsed.GetValue(batch)),
            };
            options = options with { Steps = Positive("--steps", parsed.GetValue(steps) ?? options.Steps) };
            var cines = FrameSource.Cines(parsed.GetRequiredValue(data), generator.Options.Resolution);
            var rows = new ProjectionRows(parsed.GetRequiredValue(output), parsed.GetValue(quality),
                options.Space == LatentSpace.W ? 1 : generator.NumWs, new Dictionary<string, string>
                {
                    ["program"] = Provenance.ThisProgram,
                    ["data"] = FrameSource.Digest(cines),
                    ["network"] = Provenance.HashOf(path),
                    ["discriminator"] = parsed.GetValue(discriminator) is { } file ? Provenance.HashOf(file) : "none",
                    ["perceptual"] = extractor?.Name ?? "none",
                    ["encoder"] = parsed.GetValue(encoder) is { } startFile ? Provenance.HashOf(startFile) : "none",
                    ["bf16"] = parsed.GetValue(half) ? "yes" : "no",
                    ["options"] = options with { BatchSize = 1 } is var o ? o.ToString() : "",
                });
            ProgressBars.Run(p => Run(new CineProjector(new Projector(generator, options, features: extractor is not null ? extractor.Features : judge is null ? null : DiscriminatorFeatures.Of(judge)), start),
                cines, rows, options.BatchSize, p, cancel));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{rows.Count} frames -> {parsed.GetRequiredValue(output)}: MSE {rows.Quality.Average(q => q.Mse):F4}, PSNR {rows.Quality.Average(q => q.PsnrDb):F1} dB, SSIM {rows.Quality.Average(q => q.Ssim):F3}, {rows.Quality.Average(q => q.Seconds):F2} s and {rows.Quality.Average(q => q.Steps):F0} steps a frame"));
            return Task.FromResult(0);
        });
        return verb;
    }

    private static void Run(CineProjector projector, IReadOnlyList<IReadOnlyList<SourceFrame>> cines, ProjectionRows rows, int batch,
        IProgress<StageProgress> progress, CancellationToken cancel)
    {
        var finished = rows.Finished();
        var left = cines.Where(c => c.Any(f => !finished.Contains((f.Subject, f.Series, f.Slice, f.Frame)))).ToArray();
        var total = cines.Sum(c => c.Count);
        var saved = Stopwatch.StartNew();
        try
        {
            foreach (var group in Groups(left, batch))
            {
                var done = rows.Count;
                var inner = new ProgressRelay(p => progress.Report(p with { Done = done + p.Done, Total = total }));
                var found = projector.Project([.. group.Select(c => c.Select(f => f.Pixels).ToArray())], inner, cancel);
                foreach (var (cine, projections) in group.Zip(found))
                    foreach (var (frame, projection) in cine.Zip(projections)) Add(rows, frame, projection);
                if (saved.Elapsed < SaveEvery) continue;
                rows.Save();
                saved.Restart();
            }
        }
        finally
        {
            rows.Save();
        }
    }

    /// <summary>Whole cines, two batches' worth together: what an interruption can lose.</summary>
    private static IEnumerable<IReadOnlyList<IReadOnlyList<SourceFrame>>> Groups(IReadOnlyList<IReadOnlyList<SourceFrame>> cines, int batch)
    {
        List<IReadOnlyList<SourceFrame>> group = [];
        foreach (var cine in cines)
        {
            group.Add(cine);
            if (group.Sum(c => c.Count) < 2 * batch) continue;
            yield return group;
            group = [];
        }

        if (group.Count > 0) yield return group;
    }

    private static void Add(ProjectionRows rows, SourceFrame f, Projection p) => rows.Add(
        new LatentFrame(f.Subject, f.Series, f.Slice, f.Frame, f.Phase, f.TimeMs, p.W),
        new QualityRow
        {
            Subject = f.Subject, Series = f.Series, Slice = f.Slice, Frame = f.Frame,
            Mse = p.Quality.Mse, PsnrDb = p.Quality.PsnrDb, Ssim = p.Quality.Ssim, Steps = p.Steps, Seconds = p.Seconds,
        });

    private static int Positive(string option, int value) =>
        value >= 1 ? value : throw new InputException(option, "at least 1", value.ToString(CultureInfo.InvariantCulture), "correct it");
}
