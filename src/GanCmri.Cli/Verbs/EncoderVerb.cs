using System.CommandLine;
using System.Globalization;
using GanCmri.Imaging.Store;
using GanCmri.Latents.Encoding;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Runtime.Fitting;
using GanCmri.Trajectories;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri encoder: trains E: x -> w, which gives projections their start.</summary>
internal static class EncoderVerb
{
    public static Command Build()
    {
        var network = ModelFiles.Network();
        var data = new Option<string?>("--data")
        {
            Description =
                "Frame store: the encoder also learns from its training frames, from how well the generator gives them back. Without it, "
                + "it learns only from generated images, whose latents are known.",
        };
        var output = new Option<string>("--out") { Description = "File to write (.safetensors).", Required = true };
        var steps = new Option<int>("--steps")
        {
            Description = "Steps of the optimiser.",
            DefaultValueFactory = _ => new EncoderTraining().Steps,
        };
        var (seed, device) = (CommonOptions.Seed(), CommonOptions.Device());
        var verb = new Command(
            "encoder",
            """
            Trains an encoder for a generator: a network that guesses the latent of a frame at once. gancmri project --encoder
            starts from its guesses. The training is kept in OUT.training every five minutes and by Ctrl-C; the same command goes
            on with it.
            Example: gancmri encoder --network sax64 --data store --out encoder.safetensors
            """
        )
        {
            network,
            data,
            output,
            steps,
            seed,
            device,
        };
        verb.SetAction(
            (parsed, cancel) =>
            {
                var (path, target) = (ModelFiles.Of(parsed, network), parsed.GetRequiredValue(output));
                if (parsed.GetValue(steps) < 1)
                    throw new InputException(
                        "--steps",
                        "at least 1",
                        parsed.GetValue(steps).ToString(CultureInfo.InvariantCulture),
                        "correct it"
                    );
                using var taken = OutputLock.OnOutputs(target);
                using var generator = NetworkFile.LoadGenerator(
                    path,
                    device: TorchDevice.Parse(parsed.GetValue(device)),
                    fixedWeights: true
                );
                using var store = parsed.GetValue(data) is { } folder ? FrameStore.Open(folder) : null;
                var options = new EncoderTraining { Steps = parsed.GetValue(steps), Seed = parsed.GetValue(seed) };
                var digest = FileDigest.Of(path).Sha256;
                var kept = TrainingRecord.Beside(target, EncoderTrainer.Settings(options, digest, store));
                using var encoder = ProgressBars.Run(p => EncoderTrainer.Train(generator, store, options, kept.Of("encoder"), p, cancel));
                encoder.Save(
                    target,
                    new Dictionary<string, string>
                    {
                        ["program"] = Provenance.ThisProgram,
                        ["network"] = digest,
                        ["options"] = OptionText.Line(options),
                        ["frames"] = store is null
                            ? "none"
                            : $"{store.Indices(DataSplit.Train).Count.ToString(CultureInfo.InvariantCulture)} training frames",
                    }
                );
                kept.Remove();
                Console.WriteLine($"encoder -> {target}");
                return Task.CompletedTask;
            }
        );
        return verb;
    }
}
