using GanCmri.Runtime;
using GanCmri.Studies.Projections;
using GanCmri.Trajectories.Directions;
using GanCmri.Trajectories.Motion;

namespace GanCmri.Studies.Generation;

/// <summary>A motion, and what moves a random heart to end-diastole, where it starts.</summary>
/// <param name="Trajectory">The motion.</param>
/// <param name="EdToEs">The ED-to-ES direction of the same latents; null if unknown: cines then start at the hearts as they are.</param>
internal sealed record MotionModel(Trajectory Trajectory, EdToEs? EdToEs)
{
    /// <summary>Reads a trajectory file, or a folder of directions as released with GANcMRI.</summary>
    /// <param name="path">The file (.json) or folder.</param>
    /// <param name="kind">For a folder: frame-to-frame (its transitions) or ED-to-ES (its time.npy).</param>
    /// <param name="network">The generator that is to show it.</param>
    /// <exception cref="InputException">It is missing, of another generator, or the folder has no such motion.</exception>
    public static MotionModel Read(string path, MotionKind kind, string network)
    {
        if (!Directory.Exists(path))
        {
            var file = TrajectoryFile.Read(path);
            LatentNetwork.RequireFitted(path, file.Provenance, network);
            return new MotionModel(file.Trajectory, file.EdToEs);
        }

        var folder = ReleasedDirections.Read(path);
        var at = folder.Named.Names.ToList().IndexOf(ReleasedDirections.TimeName);
        var time = at < 0 ? null : new EdToEs(folder.Named.Directions[at]);
        if (kind == MotionKind.EdToEs)
            return new MotionModel(
                time ?? throw new InputException(path, "time.npy", "none", $"use --kind {MotionKind.FrameToFrame.Word()}"),
                time
            );
        if (folder.Transitions.Count == 0)
            throw new InputException(path, "transitions 01.npy, 12.npy, …", "none", $"use --kind {MotionKind.EdToEs.Word()}");
        return new MotionModel(new FrameToFrame(folder.Transitions), time);
    }
}
