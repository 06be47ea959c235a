using System.CommandLine;
using GanCmri.Trajectories.Directions;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri trajectory show.</summary>
internal static class TrajectoryShowVerb
{
    public static Command Build()
    {
        var path = new Argument<string>("FILE|DIR")
        {
            Description =
                "Trajectory (.json), of shipped models e.g. sax128/ed-es.json, or a folder of .npy directions as released with GANcMRI.",
        }.OrShipped();
        var verb = new Command(
            "show",
            """
            Describes a trajectory: rank, norms, amplitude, loop closure, cosines.
            Example: gancmri trajectory show sax128/frame-to-frame.json
            """
        )
        {
            path,
        };
        verb.SetAction(parsed =>
        {
            var given = parsed.GetRequiredValue(path);
            if (Directory.Exists(given))
                TrajectoryText.Print(ReleasedDirections.Read(given), Console.Out);
            else
                TrajectoryText.Print(TrajectoryFile.Read(given), Console.Out);
        });
        return verb;
    }
}
