using System.CommandLine;
using GanCmri.Runtime;
using GanCmri.Studies.Generation;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri superres: more frames a cine.</summary>
internal static class SuperresVerb
{
    public static Command Build()
    {
        var network = ModelFiles.Network("Generator the latents belong to");
        var latents = new Option<string>("--latents")
        {
            Description = "Latents of real cines made by gancmri project (.csv, .parquet).",
            Required = true,
        };
        var data = new Option<string?>("--data")
        {
            Description =
                "Frame store the latents were found for, or with more frames: what the generator does not show of the real frames is "
                + "added to those between (periodic only).",
        };
        var factor = new Option<double>("--factor") { Description = "Frames out for each frame in.", DefaultValueFactory = _ => 2 };
        var method = new Option<string>("--method")
        {
            Description = "periodic (a closed curve through the frames), linear, or t-pca (as published).",
            DefaultValueFactory = _ => "periodic",
        };
        method.AcceptOnlyFromAmong("periodic", "linear", "t-pca");
        var output = new Option<string>("--out") { Description = "Folder: a GIF a series.", Required = true };
        var device = CommonOptions.Device();
        var verb = new Command(
            "superres",
            """
            Raises the frame rate of projected cines, or restores frames that are missing. With --data the real frames stay as they are, and
            frames between take their detail from them: much closer to real ones than the generator alone.
            Example: gancmri superres --network sax128 --latents latents.csv --data store --factor 2 --out cines
            """
        )
        {
            network,
            latents,
            data,
            factor,
            method,
            output,
            device,
        };
        verb.SetAction(
            (parsed, cancel) =>
            {
                var options = new SuperResolutionOptions
                {
                    Network = ModelFiles.Of(parsed, network),
                    Latents = parsed.GetRequiredValue(latents),
                    Data = parsed.GetValue(data),
                    Factor = parsed.GetValue(factor),
                    Folder = parsed.GetRequiredValue(output),
                    Device = TorchDevice.Parse(parsed.GetValue(device)),
                    Method = parsed.GetValue(method) switch
                    {
                        "linear" => SuperResolutionMethod.Linear,
                        "t-pca" => SuperResolutionMethod.TransitionPca,
                        _ => SuperResolutionMethod.Periodic,
                    },
                };
                using var taken = OutputLock.OnFolder(options.Folder);
                using var claimed = RunFolder.Claim(parsed, options.Folder);
                var count = ProgressBars.Run(p => CineSuperResolution.Run(options, p, cancel));
                foreach (var doubt in CineSuperResolution.Doubts(options))
                    Console.Error.WriteLine("note: " + doubt);
                Console.WriteLine($"{count} cines -> {options.Folder}");
                return Task.FromResult(0);
            }
        );
        return verb;
    }
}
