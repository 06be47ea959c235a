using System.CommandLine;
using System.Globalization;
using GanCmri.Formats;
using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using static TorchSharp.torch;
using Generator = GanCmri.Networks.Generator;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri generate: seeds or latents in, images out.</summary>
internal static class GenerateVerb
{
    private const int AtOnce = 1024; // images in memory; more are made and saved in turn

    public static Command Build()
    {
        var network = new Option<string>("--network") { Description = "Network file, .safetensors or .pkl.", Required = true };
        var name = new Option<string>("--network-name") { Description = "Which generator of a pickle: G_ema or G.", DefaultValueFactory = _ => "G_ema" };
        name.AcceptOnlyFromAmong("G_ema", "G");
        var seeds = new Option<string?>("--seeds") { Description = "Seeds as in NVIDIA's programs, e.g. 0-35 or 1,4,10-12." };
        var z = new Option<string?>("--z") { Description = "Latents z, .npy [N, z_dim]." };
        var latents = new Option<string?>("--latents") { Description = "Latents w, .npy [N, num_ws, w_dim] or [N, w_dim]; --trunc does not apply to them." };
        var label = new Option<string?>("--class") { Description = "Condition for conditional networks: a class number, or .npy [N, c_dim]." };
        var psi = new Option<double>("--trunc") { Description = "Truncation psi: 1 none, 0 the mean image.", DefaultValueFactory = _ => 1 };
        var cutoff = new Option<int?>("--trunc-cutoff") { Description = "How many of the first layers are truncated; all if not given." };
        cutoff.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int?>() < 0) r.AddError("--trunc-cutoff: expected 0 or more layers, found a negative number");
        });
        var noise = new Option<NoiseKind>("--noise", "--noise-mode") { Description = "Per-pixel noise: const (stored in the network), none, or random.", DefaultValueFactory = _ => NoiseKind.Const };
        var seed = CommonOptions.Seed();
        var outputFolder = new Option<string?>("--outdir") { Description = "Folder for pictures: one PNG each, grid.png (of the first 1,024), and for --latents a 25 frames/s cine.gif." };
        var output = new Option<string?>("--out") { Description = "Images as .npy [N, channels, side, side], about [-1, 1], not clamped." };
        var latentsOut = new Option<string?>("--latents-out") { Description = "The latents w used, as .npy [N, num_ws, w_dim]." };
        var device = CommonOptions.Device();
        var verb = new Command("generate", """
            Makes images from seeds or latents.
            Example: gancmri generate --network model.safetensors --seeds 0-35 --trunc 0.7 --outdir out
            Example: gancmri generate --network best_net.pkl --z z.npy --trunc 1 --noise none --out images.npy --latents-out ws.npy
            """) { network, name, seeds, z, latents, label, psi, cutoff, noise, seed, outputFolder, output, latentsOut, device };
        verb.SetAction((parsed, cancel) =>
        {
            if (new[] { parsed.GetValue(seeds), parsed.GetValue(z), parsed.GetValue(latents) }.Count(v => v is not null) != 1)
                throw new InputException("gancmri generate", "one of --seeds, --z and --latents", "none or several", "give exactly one");
            if (parsed.GetValue(outputFolder) is null && parsed.GetValue(output) is null && parsed.GetValue(latentsOut) is null)
                throw new InputException("gancmri generate", "--outdir, --out or --latents-out", "none", "say where the images shall go");
            if (parsed.GetValue(latents) is not null && parsed.GetValue(label) is not null)
                throw new InputException("--class", "no label with --latents, which are past the label", "one", "leave it away");

            using var scope = NewDisposeScope();
            using var generator = NetworkFile.LoadGenerator(parsed.GetRequiredValue(network), parsed.GetRequiredValue(name), TorchDevice.Parse(parsed.GetValue(device)), fixedWeights: true);
            IReadOnlyList<uint> drawn = parsed.GetValue(seeds) is { } text ? SeedList.Parse(text) : [];
            var ws = parsed.GetValue(latents) is { } path
                ? LatentFile.W(path, generator)
                : Mapped(generator, parsed.GetValue(z), drawn, parsed.GetValue(label), parsed.GetValue(psi), parsed.GetValue(cutoff));
            if (parsed.GetValue(latentsOut) is { } wsPath) NpyFile.Write(wsPath, Array(ws));
            if (parsed.GetValue(outputFolder) is null && parsed.GetValue(output) is null) return Task.FromResult(0);

            var (file, folder, kind) = (parsed.GetValue(output), parsed.GetValue(outputFolder), parsed.GetValue(noise));
            var pixels = (long)generator.Options.Channels * generator.Options.Resolution * generator.Options.Resolution;
            var count = (int)ws.shape[0];
            if (file is not null && count * pixels > System.Array.MaxLength)
                throw new InputException("--out", $"at most {System.Array.MaxLength / pixels} images in one file", $"{count}", "ask for fewer, or for pictures with --outdir");
            if (folder is not null) GeneratedPictures.Require(generator.Options, "--outdir");
            var all = new float[file is null ? 0 : count * pixels];
            ProgressBars.Run(p =>
            {
                for (var at = 0; at < count; at += AtOnce)
                {
                    using var part = NewDisposeScope();
                    var first = at;
                    var relay = new ProgressRelay(v => p.Report(v with { Done = first + v.Done, Total = count }));
                    var images = Array(BatchGeneration.Images(generator, ws.narrow(0, at, Math.Min(AtOnce, count - at)), kind, parsed.GetValue(seed) + at, relay, cancel));
                    if (file is not null) images.As<float>().CopyTo(all, at * pixels);
                    if (folder is not null) SavePictures(folder, images, at, drawn, isCine: parsed.GetValue(latents) is not null && count <= AtOnce);
                }
            });
            if (file is not null) NpyFile.Write(file, NpyArray.Of(all, [count, generator.Options.Channels, generator.Options.Resolution, generator.Options.Resolution]));
            return Task.FromResult(0);
        });
        return verb;
    }

    private static Tensor Mapped(Generator generator, string? zPath, IReadOnlyList<uint> seeds, string? label, double psi, int? cutoff)
    {
        var options = generator.Options;
        var z = zPath is not null
            ? LatentFile.Z(zPath, options)
            : tensor(seeds.SelectMany(s => NumpyRandom.Latent(s, options.ZDim)).ToArray()).reshape(seeds.Count, options.ZDim);
        var c = Labels(label, options);
        if (c is not null && c.shape[0] != 1 && c.shape[0] != z.shape[0])
            throw new InputException("--class", $"one label, or one for each of {z.shape[0]} latents", $"{c.shape[0]}", "correct the file");
        if (psi != 1 && generator.Mapping.WAvg is null)
            throw new InputException("--trunc", "1, as this network keeps no mean of w", psi.ToString(CultureInfo.InvariantCulture), "leave the option away");
        return BatchGeneration.Map(generator, z, c, psi, cutoff);
    }

    private static Tensor? Labels(string? label, GeneratorOptions options)
    {
        if (options.CDim == 0 && label is null) return null;
        if (label is null) throw new InputException("--class", $"a class from 0 to {options.CDim - 1} or a .npy file, as the network is conditional", "none", "give one");
        if (options.CDim == 0) throw new InputException("--class", "no label, as the network is unconditional", $"'{label}'", "leave the option away");
        if (!int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return LatentFile.Labels(label, options);
        if (number >= options.CDim) throw new InputException("--class", $"a class from 0 to {options.CDim - 1}", label, "correct it");
        var oneHot = new float[options.CDim];
        oneHot[number] = 1;
        return tensor(oneHot).reshape(1, options.CDim);
    }

    private static void SavePictures(string folder, NpyArray images, int first, IReadOnlyList<uint> seeds, bool isCine)
    {
        int count = images.Shape[0], channels = images.Shape[1];
        var pictures = new GeneratedPictures(images.As<float>(), channels, images.Shape[2]);
        for (var i = 0; i < count; i++)
        {
            var name = seeds.Count > 0 ? $"seed{seeds[first + i]:d4}.png" : $"image{first + i:d4}.png";
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
