using System.CommandLine;
using System.Globalization;
using GanCmri.Latents;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Trajectories;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri superres: more frames a cine.</summary>
internal static class SuperresVerb
{
    public static Command Build()
    {
        var network = new Option<string>("--network") { Description = "Generator the latents belong to, .safetensors or .pkl.", Required = true };
        var latents = new Option<string>("--latents") { Description = "Latents of real cines made by gancmri project (.csv).", Required = true };
        var factor = new Option<double>("--factor") { Description = "Frames out for each frame in.", DefaultValueFactory = _ => 2 };
        var method = new Option<string>("--method") { Description = "periodic (a closed curve through the frames), linear, or t-pca (as published).", DefaultValueFactory = _ => "periodic" };
        method.AcceptOnlyFromAmong("periodic", "linear", "t-pca");
        var output = new Option<string>("--out") { Description = "Folder: a GIF a series.", Required = true };
        var device = CommonOptions.Device();
        var verb = new Command("superres", """
            Raises the frame rate of projected cines.
            Example: gancmri superres --network model.safetensors --latents latents.csv --factor 2 --out cines
            """) { network, latents, factor, method, output, device };
        verb.SetAction((parsed, cancel) =>
        {
            var times = parsed.GetValue(factor);
            if (!(times > 0 && times <= 100)) throw new InputException("--factor", "a number above 0, at most 100", times.ToString(CultureInfo.InvariantCulture), "correct it");
            var cines = LatentCsv.Read(parsed.GetRequiredValue(latents)).Cines().Where(c => c.Latents.Count >= 3).ToArray();
            if (cines.Length == 0) throw new InputException(parsed.GetRequiredValue(latents), "cines of at least 3 frames", "none", "project whole cines");
            using var generator = NetworkFile.LoadGenerator(parsed.GetRequiredValue(network), device: TorchDevice.Parse(parsed.GetValue(device)), fixedWeights: true);
            ProgressBars.Run(p =>
            {
                for (var i = 0; i < cines.Length; i++)
                {
                    var images = LatentImages.Render(generator, Finer(cines[i], times, parsed.GetRequiredValue(method)), cancellation: cancel);
                    new GeneratedPictures([.. images.SelectMany(x => x)], generator.Options.Channels, generator.Options.Resolution)
                        .SaveCine(Path.Combine(parsed.GetRequiredValue(output), $"{cines[i].Series}.gif"));
                    p.Report(new StageProgress("superres", i + 1, cines.Length, "cines"));
                }
            });
            Console.WriteLine($"{cines.Length} cines -> {parsed.GetRequiredValue(output)}");
            return Task.FromResult(0);
        });
        return verb;
    }

    private static float[][] Finer(LatentCine cine, double factor, string method)
    {
        var frames = cine.Latents.Count;
        if (method == "periodic")
        {
            var count = (int)Math.Round(frames * factor);
            return TemporalSuperResolution.Periodic(cine, [.. Enumerable.Range(0, count).Select(i => (double)i / count)]);
        }

        double[] positions = [.. Enumerable.Range(0, (int)Math.Floor((frames - 1) * factor) + 1).Select(i => i / factor)];
        return TemporalSuperResolution.TransitionPca(cine.Latents, positions, method == "linear" ? CorrectionMode.None : CorrectionMode.Residual);
    }
}
