using System.CommandLine;
using System.Globalization;
using GanCmri.Imaging;
using GanCmri.Latents;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Studies.Comparison;
using GanCmri.Trajectories;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri superres: more frames a cine.</summary>
internal static class SuperresVerb
{
    public static Command Build()
    {
        var network = new Option<string>("--network") { Description = "Generator the latents belong to, .safetensors or .pkl.", Required = true };
        var latents = new Option<string>("--latents") { Description = "Latents of real cines made by gancmri project (.csv).", Required = true };
        var data = new Option<string?>("--data")
        {
            Description = "Frame store the latents were found for, or with more frames: what the generator does not show of the real frames is added to those between (periodic only).",
        };
        var factor = new Option<double>("--factor") { Description = "Frames out for each frame in.", DefaultValueFactory = _ => 2 };
        var method = new Option<string>("--method") { Description = "periodic (a closed curve through the frames), linear, or t-pca (as published).", DefaultValueFactory = _ => "periodic" };
        method.AcceptOnlyFromAmong("periodic", "linear", "t-pca");
        var output = new Option<string>("--out") { Description = "Folder: a GIF a series.", Required = true };
        var device = CommonOptions.Device();
        var verb = new Command("superres", """
            Raises the frame rate of projected cines, or restores frames that are missing. With --data the real frames stay as they are, and
            frames between take their detail from them: much closer to real ones than the generator alone.
            Example: gancmri superres --network model.safetensors --latents latents.csv --data frames --factor 2 --out cines
            """) { network, latents, data, factor, method, output, device };
        verb.SetAction((parsed, cancel) =>
        {
            var times = parsed.GetValue(factor);
            if (!(times > 0 && times <= 100)) throw new InputException("--factor", "a number above 0, at most 100", times.ToString(CultureInfo.InvariantCulture), "correct it");
            var fewest = parsed.GetValue(method) == "t-pca" ? 8 : 3;
            var cines = LatentCsv.Read(parsed.GetRequiredValue(latents)).Cines().Where(c => c.Latents.Count >= fewest).ToArray();
            if (cines.Length == 0) throw new InputException(parsed.GetRequiredValue(latents), $"cines of at least {fewest} frames", "none", "project whole cines, or choose another --method");
            if (parsed.GetValue(data) is not null && parsed.GetValue(method) != "periodic")
                throw new InputException("--method", "periodic with --data", parsed.GetRequiredValue(method), "leave --method out");
            var real = Real(parsed.GetValue(data), parsed.GetRequiredValue(latents));
            using var generator = NetworkFile.LoadGenerator(parsed.GetRequiredValue(network), device: TorchDevice.Parse(parsed.GetValue(device)), fixedWeights: true);
            GeneratedPictures.Require(generator.Options, parsed.GetRequiredValue(network));
            var pixels = generator.Options.Channels * generator.Options.Resolution * generator.Options.Resolution;
            if (real is { Count: > 0 } && real[0][0].Length != pixels)
                throw new InputException(parsed.GetValue(data)!, $"frames of {pixels} pixels as the network makes", $"{real[0][0].Length}", "give the store the latents were found for");
            var names = Names(cines);
            ProgressBars.Run(p =>
            {
                for (var i = 0; i < cines.Length; i++)
                {
                    var images = real is null
                        ? LatentImages.Render(generator, Finer(cines[i], times, parsed.GetRequiredValue(method)), cancellation: cancel)
                        : CineRestoration.Frames(generator, cines[i], real[i], EvenPhases(cines[i], times), cancel);
                    new GeneratedPictures([.. images.SelectMany(x => x)], generator.Options.Channels, generator.Options.Resolution)
                        .SaveCine(Path.Combine(parsed.GetRequiredValue(output), names[i] + ".gif"));
                    p.Report(new StageProgress("superres", i + 1, cines.Length, "cines"));
                }
            });
            Console.WriteLine($"{cines.Length} cines -> {parsed.GetRequiredValue(output)}");
            return Task.FromResult(0);
        });
        return verb;
    }

    // Cines of one series name (of other subjects or slices) are numbered.
    private static string[] Names(LatentCine[] cines)
    {
        if (Array.Find(cines, c => c.Series.Length == 0 || c.Series.AsSpan().ContainsAny(Path.GetInvalidFileNameChars())) is { } bad)
            throw new InputException("--latents", "series names that can be file names", "another", "rename the series");
        var seen = new Dictionary<string, int>();
        return Array.ConvertAll(cines, c => (seen[c.Series] = seen.GetValueOrDefault(c.Series) + 1) is > 1 and var n ? $"{c.Series}-{n}" : c.Series);
    }

    private static float[][] Finer(LatentCine cine, double factor, string method)
    {
        var frames = cine.Latents.Count;
        if (method == "periodic") return TemporalSuperResolution.Periodic(cine, EvenPhases(cine, factor));
        double[] positions = [.. Enumerable.Range(0, (int)Math.Floor((frames - 1) * factor) + 1).Select(i => i / factor)];
        return TemporalSuperResolution.TransitionPca(cine.Latents, positions, method == "linear" ? CorrectionMode.None : CorrectionMode.Residual);
    }

    private static double[] EvenPhases(LatentCine cine, double factor)
    {
        var count = Math.Max(1, (int)Math.Round(cine.Latents.Count * factor));
        return [.. Enumerable.Range(0, count).Select(i => (double)i / count)];
    }

    // The frames of the cines, in the same order.
    private static IReadOnlyList<float[][]>? Real(string? data, string latents)
    {
        if (data is null) return null;
        using var store = FrameStore.Open(data);
        return [.. RealCine.Join(store, LatentCsv.Read(latents), fewest: 3).Select(c => c.Frames.Select(f => f.Pixels).ToArray())];
    }
}
