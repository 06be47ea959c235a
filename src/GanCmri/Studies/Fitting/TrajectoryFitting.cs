using System.Globalization;
using GanCmri.Runtime;
using GanCmri.Studies.Projections;
using GanCmri.Trajectories;
using GanCmri.Trajectories.Motion;
using GanCmri.Trajectories.Tables;

namespace GanCmri.Studies.Fitting;

/// <summary>Fits a trajectory to the latents of projected cines.</summary>
public static class TrajectoryFitting
{
    private const int FewestFrames = 8;

    /// <summary>Fits a trajectory and records where it comes from.</summary>
    /// <param name="latents">A table made by <see cref="Projections.FrameProjection"/> (.csv).</param>
    /// <param name="options">What is fitted; null for the defaults.</param>
    /// <param name="note">Told what a user should know; null: nobody.</param>
    /// <exception cref="InputException">A file or column is missing, or there is no cine to fit to.</exception>
    public static TrajectoryFile Fit(string latents, TrajectoryFittingOptions? options = null, Action<string>? note = null)
    {
        options ??= new TrajectoryFittingOptions();
        options.Validate();
        if (options is { Kind: MotionKind.EdToEs, Towards: { } towards })
            throw new InputException(
                towards,
                "a frame-to-frame or periodic motion to draw towards it",
                "--kind ed-to-es",
                "leave --towards out"
            );
        TuningTable.RequireUntuned(latents);
        var table = LatentCsv.Read(latents);
        var measured = options.Phenotypes is null ? null : Measured(table, options.Phenotypes, options.Column, latents, note);
        var all = measured is null ? table.Cines() : table.Cines(measured.Of);
        var cines = LongEnough(all, options.Kind, latents, note);
        var line = options.Towards is null ? null : Line(options.Towards);
        var edToEs = line ?? EdToEs.Fit(all);
        var (trajectory, record) = options.Kind switch
        {
            MotionKind.FrameToFrame => Corrected(cines, options, note),
            MotionKind.Periodic => (new PeriodicFit(options.Harmonics).Fit(cines).Average, null),
            _ => ((Trajectory)edToEs, null),
        };
        if (line is not null)
            trajectory = LineShrinkage.Apply(trajectory, line);
        trajectory = trajectory.Stretched(options.Stretch);
        return new TrajectoryFile(
            trajectory,
            trajectory as EdToEs ?? edToEs,
            table.Layers,
            record,
            Origin(latents, cines, options, measured)
        );
    }

    private static EdToEs Line(string path) =>
        TrajectoryFile.Read(path).EdToEs
        ?? throw new InputException(path, "a trajectory with its ED-to-ES line", "none", "fit it with --kind ed-to-es");

    private static PhenotypeTable Measured(LatentTable table, string phenotypes, string column, string latents, Action<string>? note)
    {
        var measured = PhenotypeTable.Read(phenotypes, column);
        var without = table.Frames.Count(f => measured.Of(f) is null);
        if (without == table.Frames.Count)
        {
            throw new InputException(
                latents,
                $"frames with a value of '{measured.Name}'",
                "none of the same subject, study, series, slice and frame number",
                "measure the frames that were projected"
            );
        }

        if (without > 0)
            note?.Invoke($"{without} of {table.Frames.Count} frames have no value of '{measured.Name}'");
        return measured;
    }

    private static LatentCine[] LongEnough(IReadOnlyList<LatentCine> all, MotionKind kind, string latents, Action<string>? note)
    {
        var fewest = kind == MotionKind.EdToEs ? 2 : FewestFrames;
        var cines = all.Where(c => c.Latents.Count >= fewest).ToArray();
        if (cines.Length == 0)
        {
            throw new InputException(
                latents,
                $"cines of at least {fewest} frames",
                $"the longest has {all.Max(c => c.Latents.Count)}",
                "project whole cines, or use --kind ed-to-es for ED and ES frames"
            );
        }

        if (cines.Length < all.Count)
            note?.Invoke($"{all.Count - cines.Length} of {all.Count} series are too short and left out");
        return cines;
    }

    private static (Trajectory Trajectory, CorrectionRecord? Record) Corrected(
        LatentCine[] cines,
        TrajectoryFittingOptions options,
        Action<string>? note
    )
    {
        var corrected = new PcaCorrection(options.Correction, options.Components).Apply(FrameToFrame.Fit(cines).Transitions);
        foreach (var warning in corrected.Warnings())
            note?.Invoke(warning);
        return (new FrameToFrame(corrected.Transitions), CorrectionRecord.Of(corrected));
    }

    private static Provenance Origin(string latents, LatentCine[] cines, TrajectoryFittingOptions options, PhenotypeTable? measured) =>
        new(
            Provenance.ThisProgram,
            FileDigest.Of(latents).Sha256,
            cines.Select(c => c.Subject).Distinct().Count(),
            cines.Length,
            LatentNetwork.Note(
                new Dictionary<string, string>
                {
                    ["kind"] = options.Kind.Word(),
                    ["correction"] = options.Kind == MotionKind.FrameToFrame ? options.Correction.ToString().ToLowerInvariant() : "none",
                    ["harmonics"] = options.Kind == MotionKind.Periodic ? options.Harmonics.ToString(CultureInfo.InvariantCulture) : "",
                    ["towards"] = options.Towards is { } towards ? FileDigest.Of(towards).Sha256 : "",
                    ["stretch"] = options.Stretch.ToString(CultureInfo.InvariantCulture),
                    ["end-systole"] = measured is not null ? "least " + measured.Name : "marked, or farthest from end-diastole",
                },
                LatentNetwork.Of(latents)
            )
        );
}
