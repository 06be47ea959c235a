using System.CommandLine;
using GanCmri.Formats;
using GanCmri.Networks.Weights;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri import: a network pickle in, safetensors out.</summary>
internal static class ImportVerb
{
    public static Command Build()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "Network pickle (.pkl) of stylegan2-ada-pytorch or TensorFlow StyleGAN2; with --class .safetensors, too.",
        };
        var output = new Option<string>("--out") { Description = "Safetensors file to write.", Required = true };
        var network = new Option<string>("--network")
        {
            Description = "Which network: G_ema (the smoothed generator; TensorFlow calls it Gs), G or D.",
            DefaultValueFactory = _ => "G_ema",
        };
        network.AcceptOnlyFromAmong("G_ema", "G", "D");
        var label = new Option<string?>("--class")
        {
            Description =
                "Of a conditional generator (a pickle's or gancmri train's): the one label it shall make images of, e.g. "
                + "phase=ES,position=0.3, or a class number. What is written is unconditional, and all verbs take it.",
        };
        var half = new Option<bool>("--half") { Description = "Store weights in half precision: half the size, rounded." };
        var licence = new Option<string?>("--licence") { Description = "Terms of the weights, noted in the file." };
        var training = new Option<string?>("--training") { Description = "How the network was trained, noted in the file." };
        var grouping = new Option<string>("--stddev-group")
        {
            Description = "For D: compare images in groups as trained (TensorFlow: 4), or over the whole batch as NVIDIA's converter does.",
            DefaultValueFactory = _ => "trained",
        };
        grouping.AcceptOnlyFromAmong("trained", "batch");
        var verb = new Command(
            "import",
            """
            Turns a network pickle into a safetensors file. The pickle is read as data: nothing in it is run.
            Example: gancmri import best_net.pkl --out model.safetensors --network G_ema
            Example: gancmri import runs/hearts/generator.safetensors --class phase=ES,position=0.3 --out es.safetensors
            """
        )
        {
            file,
            output,
            network,
            label,
            half,
            licence,
            training,
            grouping,
        };
        verb.SetAction(parsed =>
        {
            var to = parsed.GetRequiredValue(output);
            var (from, name) = (parsed.GetRequiredValue(file), parsed.GetRequiredValue(network));
            var notes = new NetworkNotes { Licence = parsed.GetValue(licence), Training = parsed.GetValue(training) };
            var type = parsed.GetValue(half) ? StoredType.F16 : StoredType.F32;
            if (parsed.GetValue(label) is { } at)
            {
                GivenOptions.RefuseBeside(parsed, label.Name, grouping);
                NetworkFile.FixLabel(from, to, at, name, notes, type);
            }
            else
                NetworkFile.Import(
                    from,
                    to,
                    name,
                    notes,
                    type,
                    parsed.GetValue(grouping) == "batch" ? StddevGrouping.WholeBatch : StddevGrouping.AsTrained
                );
            Console.WriteLine($"{to}: {new FileInfo(to).Length} bytes");
        });
        return verb;
    }
}
