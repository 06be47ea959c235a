using System.CommandLine;

namespace GanCmri.Cli.Verbs;

/// <summary>gancmri trajectory fit | stack | curves | show | apply.</summary>
internal static class TrajectoryVerb
{
    public static Command Build() =>
        new("trajectory", "Motion in latent space: fit it to projected cines, look at it, make cines with it.")
        {
            TrajectoryFitVerb.Build(),
            TrajectoryStackVerb.Build(),
            TrajectoryCurvesVerb.Build(),
            TrajectoryShowVerb.Build(),
            TrajectoryApplyVerb.Build(),
        };
}
