using System.CommandLine;
using System.Globalization;
using GanCmri.Latents;
using GanCmri.Networks.Weights;
using GanCmri.Runtime;
using GanCmri.Trajectories;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri trajectory apply.</summary>
internal static class TrajectoryApplyVerb
{
    public static Command Build()
    {
        var network = new Option<string>("--network") { Description = "Generator, .safetensors or .pkl.", Required = true };
        var trajectory = new Option<string>("--trajectory") { Description = "Trajectory (.json), or a folder of .npy directions as released with GANcMRI.", Required = true };
        var kind = new Option<string>("--kind") { Description = "For a folder: frame (its transitions) or ed-es (its time.npy).", DefaultValueFactory = _ => "frame" };
        kind.AcceptOnlyFromAmong("frame", "ed-es");
        var seeds = new Option<string>("--seeds") { Description = "Synthetic subjects, e.g. 0-3 or 1,5.", DefaultValueFactory = _ => "0-3" };
        var trunc = new Option<double>("--trunc") { Description = "Truncation psi of the subjects: 1 none, 0 the mean heart.", DefaultValueFactory = _ => 0.7 };
        var frames = new Option<int>("--frames") { Description = "Frames in a cine.", DefaultValueFactory = _ => 50 };
        var offset = new Option<double>("--start-offset") { Description = "How far each subject is moved back along ED-to-ES to start near end-diastole.", DefaultValueFactory = _ => EdToEs.PublishedStartOffset };
        var vary = new Option<bool>("--vary") { Description = "For periodic: draw each subject's amplitude and timing (by its seed) instead of the average." };
        var output = new Option<string>("--out") { Description = "Folder: seed0000.gif, … at 25 frames/s.", Required = true };
        var device = CommonOptions.Device();
        var verb = new Command("apply", """
            Makes cines of synthetic subjects.
            Example: gancmri trajectory apply --network model.safetensors --trajectory trajectory.json --seeds 0-3 --out cines
            """) { network, trajectory, kind, seeds, trunc, frames, offset, vary, output, device };
        verb.SetAction((parsed, cancel) =>
        {
            var (motion, edToEs) = Load(parsed.GetRequiredValue(trajectory), parsed.GetRequiredValue(kind));
            var list = SeedList.Parse(parsed.GetRequiredValue(seeds));
            var count = parsed.GetValue(frames);
            if (count < 2) throw new InputException("--frames", "at least 2", count.ToString(CultureInfo.InvariantCulture), "correct it");
            using var generator = NetworkFile.LoadGenerator(parsed.GetRequiredValue(network), device: TorchDevice.Parse(parsed.GetValue(device)), fixedWeights: true);
            GeneratedPictures.Require(generator.Options, parsed.GetRequiredValue(network));
            var starts = SeededLatents.Of(generator, list, parsed.GetValue(trunc), motion.Length, edToEs, parsed.GetValue(offset));
            if (edToEs is null) Console.Error.WriteLine("note: no ED-to-ES direction here, so cines start at the subjects as they are");
            var folder = parsed.GetRequiredValue(output);
            ProgressBars.Run(p =>
            {
                for (var i = 0; i < list.Count; i++)
                {
                    var own = parsed.GetValue(vary) && motion is PeriodicTrajectory periodic ? periodic.With(periodic.Draw(new Random(unchecked((int)list[i])))) : motion;
                    var images = LatentImages.Render(generator, own.Cine(starts[i], count), cancellation: cancel);
                    new GeneratedPictures([.. images.SelectMany(x => x)], generator.Options.Channels, generator.Options.Resolution)
                        .SaveCine(Path.Combine(folder, $"seed{list[i]:d4}.gif"));
                    p.Report(new StageProgress("cines", i + 1, list.Count, "cines"));
                }
            });
            Console.WriteLine($"{list.Count} cines of {count} frames -> {folder}");
            return Task.FromResult(0);
        });
        return verb;
    }

    private static (Trajectory Motion, EdToEs? EdToEs) Load(string path, string kind)
    {
        if (!Directory.Exists(path))
        {
            var file = TrajectoryFile.Read(path);
            return (file.Trajectory, file.EdToEs);
        }

        var folder = ReleasedDirections.Read(path);
        var at = folder.Named.Names.ToList().IndexOf(ReleasedDirections.TimeName);
        var time = at < 0 ? null : new EdToEs(folder.Named.Directions[at]);
        if (kind == "ed-es") return (time ?? throw new InputException(path, "time.npy", "none", "use --kind frame"), time);
        if (folder.Transitions.Count == 0) throw new InputException(path, "transitions 01.npy, 12.npy, …", "none", "use --kind ed-es");
        return (new FrameToFrame(folder.Transitions), time);
    }
}
