using GanCmri.Runtime;
using GanCmri.Studies.Projections;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Studies;

/// <summary>The trajectories in a folder of models.</summary>
internal static class ModelTrajectories
{
    /// <summary>The file of a motion.</summary>
    public static string Trajectory(this ModelFolder folder, MotionKind kind) =>
        kind switch
        {
            MotionKind.EdToEs => folder.EdToEs,
            MotionKind.FrameToFrame => folder.FrameToFrame,
            MotionKind.Periodic => folder.Periodic,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    /// <summary>Reads the file of a motion.</summary>
    /// <exception cref="InputException">It is missing, damaged, of another generator, or holds another motion.</exception>
    public static Trajectory ReadTrajectory(this ModelFolder folder, MotionKind kind)
    {
        var file = TrajectoryFile.Read(folder.Trajectory(kind));
        LatentNetwork.RequireFitted(folder.Trajectory(kind), file.Provenance, folder.Generator);
        var trajectory = file.Trajectory;
        return trajectory.Kind == kind
            ? trajectory
            : throw new InputException(
                folder.Trajectory(kind),
                $"the {kind.Word()} trajectory",
                trajectory.Kind.Word(),
                "make it with gancmri trajectory fit"
            );
    }
}
