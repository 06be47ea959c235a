using GanCmri.Latents;
using GanCmri.Latents.Encoding;
using GanCmri.Phenotypes.Curves;
using GanCmri.Runtime;
using GanCmri.Studies;
using GanCmri.Trajectories.Motion;
using static TorchSharp.torch;

namespace GanCmri.Reports;

/// <summary>The models that hearts by recipe and batches of jobs are made with. Owns the networks.</summary>
/// <param name="hearts">Generator, segmenter and the ED-to-ES trajectory.</param>
/// <param name="frameToFrame">The frame-to-frame trajectory; null if there is none.</param>
/// <param name="periodic">The periodic trajectory; null if there is none.</param>
/// <param name="encoder">First guesses of the latents of real frames; null: the mean heart.</param>
public sealed class ReportModels(HeartModels hearts, FrameToFrame? frameToFrame, PeriodicTrajectory? periodic, Encoder? encoder)
    : IDisposable
{
    private readonly FrameToFrame? _frameToFrame = frameToFrame?.Closed();
    private WStatistics? _statistics;
    private AreaCurves? _curves;
    private string? _curveFile;

    /// <summary>Generator, segmenter and the ED-to-ES trajectory.</summary>
    public HeartModels Hearts { get; } = hearts;

    /// <summary>First guesses of the latents of real frames; null: the mean heart.</summary>
    public Encoder? Encoder { get; } = encoder;

    /// <summary>The files read.</summary>
    public IReadOnlyList<FileDigest> Files { get; private init; } = hearts.Files;

    /// <summary>Where the generator's w lie; sampled when first asked for.</summary>
    internal WStatistics Statistics => _statistics ??= WStatistics.Sample(Hearts.Generator);

    /// <summary>How areas run over the beat in real hearts; read when first asked for.</summary>
    /// <exception cref="InputException">These models have no such file.</exception>
    internal AreaCurves AreaCurves => _curves ??= AreaCurveFile.Read(_curveFile ?? ModelFolder.Of(null).AreaCurves).Curves;

    /// <summary>Loads models.</summary>
    /// <param name="folder"> generator.safetensors and ed-es.json; frame-to-frame.json and periodic.json where jobs ask for them;
    /// encoder.safetensors, where it is there, for real cines. Null: the shipped ones.
    /// </param>
    /// <param name="segmenter">The segmenter's file; null: the shipped one.</param>
    /// <param name="device">Where to put the networks.</param>
    /// <param name="judge">The file of a segmenter that only measures, under fresh noise, what the first steered; null: none does.</param>
    /// <exception cref="InputException">A file is missing or damaged, or belongs to another generator.</exception>
    public static ReportModels Load(string? folder, string? segmenter, Device device, string? judge = null)
    {
        var place = ModelFolder.Of(folder);
        string[] found = [.. new[] { place.FrameToFrame, place.Periodic, place.Encoder }.Where(File.Exists)];
        var frames = (FrameToFrame?)ReadIfThere(place, MotionKind.FrameToFrame);
        var periodic = (PeriodicTrajectory?)ReadIfThere(place, MotionKind.Periodic);
        var hearts = HeartModels.LoadHearts(folder, segmenter, device, judge: judge);
        var models = new ReportModels(hearts, frames, periodic, File.Exists(place.Encoder) ? Encoder.Load(place.Encoder, device) : null)
        {
            Files = [.. hearts.Files, .. found.Select(f => FileDigest.Of(f))],
            _curveFile = place.AreaCurves,
        };
        models.Encoder?.RequireFits(hearts.Generator, place.Encoder);
        foreach (
            var other in new Trajectory?[] { frames, periodic }
                .OfType<Trajectory>()
                .Where(t => t.Length != hearts.EdToEs.Length)
        )
            throw new InputException(
                place.Path,
                $"trajectories of {hearts.EdToEs.Length} numbers",
                $"{other.Length}",
                "use those fitted for this generator"
            );
        return models;
    }

    /// <summary>Frees the networks.</summary>
    public void Dispose()
    {
        Hearts.Dispose();
        Encoder?.Dispose();
    }

    /// <summary>The trajectory of a motion, as a beat that closes: hearts are shown in a loop.</summary>
    /// <exception cref="InputException">These models have none such.</exception>
    internal Trajectory Trajectory(MotionKind motion) =>
        motion switch
        {
            MotionKind.EdToEs => Hearts.EdToEs,
            MotionKind.FrameToFrame => _frameToFrame ?? throw Missing(motion),
            MotionKind.Periodic => periodic ?? throw Missing(motion),
            _ => throw new ArgumentOutOfRangeException(nameof(motion)),
        };

    private static Trajectory? ReadIfThere(ModelFolder folder, MotionKind kind) =>
        File.Exists(folder.Trajectory(kind)) ? folder.ReadTrajectory(kind) : null;

    private static InputException Missing(MotionKind kind) =>
        new(
            "trajectory",
            "a trajectory of these models",
            $"{kind.Word()}, which they lack",
            "choose another, or fit it with gancmri trajectory fit"
        );
}
