using GanCmri.Formats;
using GanCmri.Runtime;

namespace GanCmri.Trajectories.Motion;

/// <summary>A fitted trajectory on disk: JSON with its vectors, what the correction did, and where it comes from.</summary>
/// <param name="Trajectory">The trajectory.</param>
/// <param name="EdToEs">The ED-to-ES direction of the same latents, which moves a random latent to end-diastole; null if unknown.</param>
/// <param name="Layers">1 for latents in W, NumWs for W+.</param>
/// <param name="Correction">What the PCA correction did; null where none applies.</param>
/// <param name="Provenance">Where it comes from.</param>
public sealed record TrajectoryFile(Trajectory Trajectory, EdToEs? EdToEs, int Layers, CorrectionRecord? Correction, Provenance Provenance)
{
    private const string Format = "gancmri-trajectory";

    /// <summary>Writes the file.</summary>
    public void Write(string path)
    {
        var periodic = Trajectory as PeriodicTrajectory;
        IReadOnlyList<float[]> vectors = Trajectory switch
        {
            PeriodicTrajectory p => p.Coefficients,
            FrameToFrame f => f.Transitions,
            EdToEs e =>
            [
                [.. e.Direction],
            ],
            _ => throw new NotSupportedException(Trajectory.GetType().Name),
        };
        var stored = new Stored(
            Format,
            1,
            Trajectory.Kind.Word(),
            Layers,
            vectors,
            periodic?.AmplitudeSd ?? 0,
            periodic?.TimingSd ?? 0,
            EdToEs is null ? null : [.. EdToEs.Direction],
            Correction,
            Provenance
        );
        VersionedJson.Write(path, stored);
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">It is missing or is no trajectory.</exception>
    public static TrajectoryFile Read(string path)
    {
        const string Remedy = "make it with gancmri trajectory fit";
        var stored = VersionedJson.Read<Stored>(path, "a trajectory", Remedy, s => s is { Format: Format, Version: 1 });
        Vectors.RequireSameLength(stored.EdToEs is null ? stored.Vectors : [.. stored.Vectors, stored.EdToEs], path);
        Vectors.RequireFinite(stored.Vectors.Append(stored.EdToEs ?? []).SelectMany(v => v), path);
        Trajectory trajectory = MotionWords.Parse(stored.Kind) switch
        {
            MotionKind.Periodic when stored.Vectors.Count % 2 == 0 => new PeriodicTrajectory(
                stored.Vectors,
                stored.AmplitudeSd,
                stored.TimingSd
            ),
            MotionKind.FrameToFrame => new FrameToFrame(stored.Vectors),
            MotionKind.EdToEs => new EdToEs(stored.Vectors[0]),
            _ => throw new InputException(
                path,
                $"kind {string.Join(", ", MotionWords.All)} with its vectors",
                $"'{stored.Kind}' with {stored.Vectors.Count}",
                Remedy
            ),
        };
        return new TrajectoryFile(
            trajectory,
            stored.EdToEs is null ? null : new EdToEs(stored.EdToEs),
            stored.Layers,
            stored.Correction,
            stored.Provenance
        );
    }

    private sealed record Stored(
        string Format,
        int Version,
        string Kind,
        int Layers,
        IReadOnlyList<float[]> Vectors,
        double AmplitudeSd,
        double TimingSd,
        float[]? EdToEs,
        CorrectionRecord? Correction,
        Provenance Provenance
    );
}

/// <summary>What a PCA correction did, in numbers.</summary>
/// <param name="Mode">residual, reconstruction or none.</param>
/// <param name="Components">Components of the analysis.</param>
/// <param name="AmplitudeKept">Peak displacement after the correction as a share of that before.</param>
/// <param name="LoopClosureBefore">Distance of the last frame from the first before it.</param>
/// <param name="LoopClosureAfter">That distance after it.</param>
/// <param name="ExplainedVarianceRatio">Share of the variance in each component.</param>
public sealed record CorrectionRecord(
    string Mode,
    int Components,
    double AmplitudeKept,
    double LoopClosureBefore,
    double LoopClosureAfter,
    IReadOnlyList<double> ExplainedVarianceRatio
)
{
    /// <summary>The record of a correction.</summary>
    public static CorrectionRecord Of(CorrectedTransitions c) =>
        new(
            c.Mode.ToString().ToLowerInvariant(),
            c.Components,
            c.AmplitudeKept,
            c.Before.LoopClosureError,
            c.After.LoopClosureError,
            c.ExplainedVarianceRatio
        );
}
