using GanCmri.Latents;
using GanCmri.Latents.Encoding;
using GanCmri.Reports;
using GanCmri.Runtime;
using GanCmri.Trajectories;
using static TorchSharp.torch;

namespace GanCmri.Studies.Jobs;

/// <summary>The models that a batch of jobs needs. Owns the networks.</summary>
/// <param name="hearts">Generator, segmenter and the ED-to-ES trajectory.</param>
/// <param name="frameToFrame">The frame-to-frame trajectory; null if there is none.</param>
/// <param name="periodic">The periodic trajectory; null if there is none.</param>
/// <param name="encoder">First guesses of the latents of real frames; null: the mean heart.</param>
public sealed class ReportModels(CohortModels hearts, FrameToFrame? frameToFrame, PeriodicTrajectory? periodic, Encoder? encoder) : IDisposable
{
    private const string FrameToFrameFile = "frame-to-frame.json", PeriodicFile = "periodic.json", EncoderFile = "encoder.safetensors";
    private WStatistics? _statistics;

    /// <summary>Generator, segmenter and the ED-to-ES trajectory.</summary>
    public CohortModels Hearts { get; } = hearts;

    /// <summary>First guesses of the latents of real frames; null: the mean heart.</summary>
    public Encoder? Encoder { get; } = encoder;

    /// <summary>The files read.</summary>
    public IReadOnlyList<FileDigest> Files { get; private init; } = hearts.Files;

    /// <summary>Where the generator's w lie; sampled when first asked for.</summary>
    internal WStatistics Statistics => _statistics ??= WStatistics.Sample(Hearts.Generator);

    /// <summary>Loads models.</summary>
    /// <param name="folder">
    /// generator.safetensors and ed-es.json; frame-to-frame.json and periodic.json where jobs ask for them; encoder.safetensors, where it is there,
    /// for real cines. Null: the shipped ones.
    /// </param>
    /// <param name="segmenter">The segmenter's file; null: the shipped one.</param>
    /// <param name="device">Where to put the networks.</param>
    /// <exception cref="InputException">A file is missing or damaged, or belongs to another generator.</exception>
    public static ReportModels Load(string? folder, string? segmenter, Device device)
    {
        var place = folder ?? ShippedModels.Folder("sax64");
        string[] found = [.. new[] { FrameToFrameFile, PeriodicFile, EncoderFile }.Select(f => Path.Combine(place, f)).Where(File.Exists)];
        var frames = Read<FrameToFrame>(Path.Combine(place, FrameToFrameFile));
        var periodic = Read<PeriodicTrajectory>(Path.Combine(place, PeriodicFile));
        var encoderFile = Path.Combine(place, EncoderFile);
        var hearts = CohortModels.LoadHearts(folder, segmenter, device);
        var models = new ReportModels(hearts, frames, periodic, File.Exists(encoderFile) ? Encoder.Load(encoderFile, device) : null)
        {
            Files = [.. hearts.Files, .. found.Select(f => FileDigest.Of(f))],
        };
        models.Encoder?.RequireFits(hearts.Generator, encoderFile);
        foreach (var other in new Trajectory?[] { frames, periodic }.OfType<Trajectory>().Where(t => t.Length != hearts.EdToEs.Length))
            throw new InputException(place, $"trajectories of {hearts.EdToEs.Length} numbers", $"{other.Length}", "use those fitted for this generator");
        return models;
    }

    /// <summary>Frees the networks.</summary>
    public void Dispose()
    {
        Hearts.Dispose();
        Encoder?.Dispose();
    }

    /// <summary>The trajectory of a motion.</summary>
    /// <exception cref="InputException">These models have none such; "where" is the column.</exception>
    internal Trajectory Trajectory(JobMotion motion) => motion switch
    {
        JobMotion.EdToEs => Hearts.EdToEs,
        JobMotion.FrameToFrame => frameToFrame ?? throw Missing("frame-to-frame"),
        JobMotion.Periodic => periodic ?? throw Missing("periodic"),
        _ => throw new InputException(JobColumns.Trajectory, "a trajectory for a synthetic heart", "none", "name one"),
    };

    private static T? Read<T>(string path)
        where T : Trajectory
    {
        if (!File.Exists(path)) return null;
        return TrajectoryFile.Read(path).Trajectory as T
            ?? throw new InputException(path, "the trajectory of its name", "another kind", "make it with gancmri trajectory fit");
    }

    private static InputException Missing(string kind) =>
        new(JobColumns.Trajectory, "a trajectory of these models", $"{kind}, which they lack", "choose another, or fit it with gancmri trajectory fit");
}
