using System.CommandLine;
using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Studies.Generation;
using GanCmri.Studies.Projections;
using GanCmri.Trajectories.Directions;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri direction apply.</summary>
internal static class DirectionApplyVerb
{
    public static Command Build()
    {
        var network = ModelFiles.Network();
        var direction = new Option<string?>("--direction")
        {
            Description = "Direction, .json or .npy, e.g. GANcMRI's lv_area.npy; of shipped models e.g. sax128/lv-area.json.",
            Required = true,
        }.OrShipped();
        var edToEs = new Option<string?>("--ed-to-es", "--ed-es")
        {
            Description = "ED-to-ES direction, e.g. GANcMRI's time.npy: subjects first go 0.7 of it back, near end-diastole.",
        };
        var seeds = new Option<string>("--seeds")
        {
            Description = "Synthetic subjects, e.g. 0-3 or 1,5.",
            DefaultValueFactory = _ => "0-3",
        };
        var psi = CommonOptions.Psi(0.7, "--trunc");
        var from = new Option<double>("--from")
        {
            Description = "First step c of w + c k.",
            DefaultValueFactory = _ => GuidanceSweep.PublishedFrom,
        };
        var to = new Option<double>("--to") { Description = "Last step.", DefaultValueFactory = _ => GuidanceSweep.PublishedTo };
        var count = new Option<int>("--count") { Description = "Steps, both ends included.", DefaultValueFactory = _ => 6 };
        var output = new Option<string>("--out") { Description = "Picture (.png): a row a subject, a column a step.", Required = true };
        var device = CommonOptions.Device();
        var verb = new Command(
            "apply",
            """
            Moves synthetic subjects along a direction and draws them at every step.
            Example: gancmri direction apply --direction sax128/lv-area.json --seeds 0-3 --out area.png
            Example: gancmri direction apply --network model.safetensors --direction lv_area.npy --ed-to-es time.npy --out area.png
            """
        )
        {
            network,
            direction,
            edToEs,
            seeds,
            psi,
            from,
            to,
            count,
            output,
            device,
        };
        verb.SetAction(
            (parsed, cancel) =>
            {
                var generator = ModelFiles.Of(parsed, network);
                var along = Along(parsed.GetRequiredValue(direction)!, generator);
                var time = parsed.GetValue(edToEs) is { } file ? new EdToEs(DirectionFile.ReadVector(file)) : null;
                var sweep = new GuidanceSweep(along, parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(count));
                var hearts = new SeededHearts
                {
                    Network = generator,
                    Seeds = SeedList.Parse(parsed.GetRequiredValue(seeds)),
                    Psi = parsed.GetValue(psi),
                    Device = TorchDevice.Parse(parsed.GetValue(device)),
                };
                ProgressBars.Run(p => GuidedHearts.Save(hearts, sweep, time, parsed.GetRequiredValue(output), p, cancel));
                var steps = string.Join(", ", sweep.Steps.Select(c => c.ToString("0.##", CultureInfo.InvariantCulture)));
                Console.WriteLine($"{hearts.Seeds.Count} subjects at c = {steps} -> {parsed.GetRequiredValue(output)}");
                return Task.FromResult(0);
            }
        );
        return verb;
    }

    // A bare .npy vector does not tell whose it is.
    private static PhenotypeDirection Along(string file, string network)
    {
        if (!DirectionFile.IsNpy(file))
            LatentNetwork.RequireFitted(file, DirectionFile.ReadJson(file).Provenance, network);
        return DirectionFile.Read(file);
    }
}
