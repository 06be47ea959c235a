using System.CommandLine;
using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Studies.Generation;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri trajectory apply.</summary>
internal static class TrajectoryApplyVerb
{
    public static Command Build()
    {
        var network = ModelFiles.Network();
        var trajectory = new Option<string?>("--trajectory")
        {
            Description =
                "Trajectory (.json), of shipped models e.g. sax128/periodic.json, or a folder of .npy directions as released with GANcMRI.",
            Required = true,
        }.OrShipped();
        var kind = new Option<string>("--kind")
        {
            Description = "For a folder: frame-to-frame (its transitions) or ed-to-es (its time.npy).",
            DefaultValueFactory = _ => "frame-to-frame",
        };
        kind.AcceptOnlyFromAmong("frame-to-frame", "ed-to-es", "frame", "ed-es");
        var seeds = new Option<string>("--seeds")
        {
            Description = "Synthetic subjects, e.g. 0-3 or 1,5.",
            DefaultValueFactory = _ => "0-3",
        };
        var psi = CommonOptions.Psi(0.7, "--trunc");
        var frames = new Option<int>("--frames") { Description = "Number of frames in a cine.", DefaultValueFactory = _ => 50 };
        var offset = new Option<double>("--start-offset")
        {
            Description =
                "How far each subject is moved back along ED-to-ES to start near end-diastole; not for a generator that was told phases, "
                + "which makes end-diastole by itself, nor for a trajectory without an ED-to-ES direction.",
            DefaultValueFactory = _ => EdToEs.PublishedStartOffset,
        };
        var vary = new Option<bool>("--vary")
        {
            Description = "For periodic: draw each subject's amplitude and timing (by its seed) instead of the average.",
        };
        var output = new Option<string>("--out") { Description = "Folder: seed0000.gif, … at 25 frames/s.", Required = true };
        var device = CommonOptions.Device();
        var verb = new Command(
            "apply",
            """
            Makes cines of synthetic subjects.
            Example: gancmri trajectory apply --trajectory sax128/periodic.json --seeds 0-3 --out cines
            """
        )
        {
            network,
            trajectory,
            kind,
            seeds,
            psi,
            frames,
            offset,
            vary,
            output,
            device,
        };
        verb.SetAction(
            (parsed, cancel) =>
            {
                var motion = MotionModel.Read(
                    parsed.GetRequiredValue(trajectory)!,
                    MotionWords.Parse(parsed.GetRequiredValue(kind))!.Value,
                    ModelFiles.Of(parsed, network)
                );
                var (count, folder) = (parsed.GetValue(frames), parsed.GetRequiredValue(output));
                if (count < 2)
                    throw new InputException("--frames", "at least 2", count.ToString(CultureInfo.InvariantCulture), "correct it");
                var hearts = new SeededHearts
                {
                    Network = ModelFiles.Of(parsed, network),
                    Seeds = SeedList.Parse(parsed.GetRequiredValue(seeds)),
                    Psi = parsed.GetValue(psi),
                    StartOffset = parsed.GetValue(offset),
                    Device = TorchDevice.Parse(parsed.GetValue(device)),
                };
                var knowsPhases = EndDiastole.IsMadeBy(hearts.Network);
                if (knowsPhases)
                    GivenOptions.RefuseBeside(parsed, $"{network.Name} that was told phases", offset);
                else if (motion.EdToEs is null)
                    GivenOptions.RefuseBeside(parsed, $"{trajectory.Name} without an ED-to-ES direction", offset);
                if (knowsPhases)
                    Console.Error.WriteLine("note: the network was told phases, so cines start at its end-diastole (phase=ED)");
                else if (motion.EdToEs is null)
                    Console.Error.WriteLine("note: no ED-to-ES direction here, so cines start at the subjects as they are");
                using var claimed = RunFolder.Claim(parsed, folder, named: null, seeds.Name);
                ProgressBars.Run(p => HeartsInMotion.Write(hearts, motion, count, parsed.GetValue(vary), folder, p, cancel));
                Console.WriteLine($"{hearts.Seeds.Count} cines of {count} frames -> {folder}");
                return Task.FromResult(0);
            }
        );
        return verb;
    }
}
