using GanCmri.Latents;
using GanCmri.Reports;
using GanCmri.Runtime;
using GanCmri.Trajectories;
using static TorchSharp.torch;

namespace GanCmri.Studies.Jobs;

/// <summary>The models that a batch of jobs needs. Owns the networks.</summary>
/// <param name="hearts">Generator, segmenter, directions and the two published trajectories.</param>
/// <param name="periodic">The periodic trajectory; null if there is none.</param>
public sealed class ReportModels(CohortModels hearts, PeriodicTrajectory? periodic) : IDisposable
{
    private const string PeriodicFile = "periodic.json";
    private WStatistics? _statistics;

    /// <summary>Generator, segmenter, directions and the published trajectories.</summary>
    public CohortModels Hearts { get; } = hearts;

    /// <summary>The files read.</summary>
    public IReadOnlyList<FileDigest> Files { get; private init; } = hearts.Files;

    /// <summary>Where the generator's w lie; sampled when first asked for.</summary>
    internal WStatistics Statistics => _statistics ??= WStatistics.Sample(Hearts.Generator);

    /// <summary>Loads models.</summary>
    /// <param name="folder">As for <see cref="CohortModels.Load"/>, and periodic.json where jobs ask for it; null: the shipped ones.</param>
    /// <param name="segmenter">The segmenter's file; null: the shipped one.</param>
    /// <param name="device">Where to put the networks.</param>
    /// <exception cref="InputException">A file is missing or damaged, or the vectors belong to another generator.</exception>
    public static ReportModels Load(string? folder, string? segmenter, Device device)
    {
        var path = Path.Combine(folder ?? ShippedModels.Folder("sax64"), PeriodicFile);
        var periodic = !File.Exists(path) ? null : TrajectoryFile.Read(path).Trajectory as PeriodicTrajectory
            ?? throw new InputException(path, "a periodic trajectory", "another kind", "make it with gancmri trajectory fit --kind periodic");
        var hearts = CohortModels.Load(folder, segmenter, device);
        if (periodic is not null && periodic.Length != hearts.EdToEs.Length)
        {
            hearts.Dispose();
            throw new InputException(path, $"vectors of {hearts.EdToEs.Length} numbers", $"{periodic.Length}", "use a trajectory fitted for this generator");
        }

        return new ReportModels(hearts, periodic) { Files = periodic is null ? hearts.Files : [.. hearts.Files, FileDigest.Of(path)] };
    }

    /// <summary>Frees the networks.</summary>
    public void Dispose() => Hearts.Dispose();

    /// <summary>The trajectory of a motion.</summary>
    /// <exception cref="InputException">These models have none such.</exception>
    internal Trajectory Trajectory(JobMotion motion) => motion switch
    {
        JobMotion.EdToEs => Hearts.EdToEs,
        JobMotion.FrameToFrame => Hearts.Trajectories.OfType<FrameToFrame>().First(),
        JobMotion.Periodic => periodic ?? throw new InputException(JobColumns.Trajectory, "a trajectory of these models", $"periodic without {PeriodicFile}", "make the file, or choose another"),
        _ => throw new InputException(JobColumns.Trajectory, "a trajectory for a synthetic heart", "none", "name one"),
    };
}
