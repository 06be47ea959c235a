using GanCmri.Networks;
using GanCmri.Networks.Weights;
using GanCmri.Phenotypes;
using GanCmri.Phenotypes.Curves;
using GanCmri.Runtime;
using GanCmri.Studies.Guidance;
using GanCmri.Studies.Projections;
using GanCmri.Trajectories.Directions;
using GanCmri.Trajectories.Motion;
using static TorchSharp.torch;

namespace GanCmri.Studies;

/// <summary>The networks and fitted vectors that make and measure a cohort. Owns the networks.</summary>
public sealed class HeartModels : IDisposable
{
    /// <summary>z -> w -> image, [-1, 1], one channel.</summary>
    public required StyleGan2Generator Generator { get; init; }

    /// <summary>Outlines the cavity.</summary>
    public required Segmenter Segmenter { get; init; }

    /// <summary>Another segmenter, which only measures what the first steered; null: none does.</summary>
    public Segmenter? Judge { get; init; }

    /// <summary>Where the networks are.</summary>
    public required Device Device { get; init; }

    /// <summary>Moves a random latent to end-diastole.</summary>
    public required EdToEs EdToEs { get; init; }

    /// <summary>How cines are made; each gives one cine a heart.</summary>
    public required IReadOnlyList<Trajectory> Trajectories { get; init; }

    /// <summary>What is guided.</summary>
    public required IReadOnlyList<GuidedPhenotype> Directions { get; init; }

    /// <summary>How areas run over the beat in real hearts; null: not asked for.</summary>
    internal AreaCurves? AreaCurves { get; init; }

    /// <summary>The files read, for the run's record.</summary>
    public IReadOnlyList<FileDigest> Files { get; init; } = [];

    /// <summary>Loads models.</summary>
    /// <param name="folder">generator.safetensors, ed-es.json, frame-to-frame.json, lv-area.json and sphericity.json; null: the shipped
    /// ones.</param>
    /// <param name="segmenter">The segmenter's file; null: the shipped one.</param>
    /// <param name="device">Where to put the networks.</param>
    /// <exception cref="InputException">A file is missing or damaged, or the vectors belong to another generator.</exception>
    public static HeartModels Load(string? folder, string? segmenter, Device device)
    {
        var models = ModelFolder.Of(folder);
        return Load(
            models,
            segmenter,
            device,
            [MotionKind.EdToEs, MotionKind.FrameToFrame],
            [new(PhenotypeRegistry.LvArea, models.LvArea), new(PhenotypeRegistry.Sphericity, models.Sphericity)]
        );
    }

    /// <summary>Loads what makes and measures hearts at end-diastole, without directions, and with one trajectory if asked.</summary>
    /// <param name="folder">generator.safetensors, ed-es.json and the trajectory; null: the shipped ones.</param>
    /// <param name="segmenter">The segmenter's file; null: the shipped one.</param>
    /// <param name="device">Where to put the networks.</param>
    /// <param name="trajectory">How hearts move; null: not at all.</param>
    /// <param name="judge">The file of <see cref="Judge"/>; null: none.</param>
    /// <exception cref="InputException">A file is missing or damaged, or a vector belongs to another generator.</exception>
    public static HeartModels LoadHearts(
        string? folder,
        string? segmenter,
        Device device,
        MotionKind? trajectory = null,
        string? judge = null
    ) => LoadHearts(folder, segmenter, device, trajectory, judge, areaCurves: false);

    /// <summary>The same, with the courses of areas of real hearts if asked.</summary>
    internal static HeartModels LoadHearts(
        string? folder,
        string? segmenter,
        Device device,
        MotionKind? trajectory,
        string? judge,
        bool areaCurves
    ) => Load(ModelFolder.Of(folder), segmenter, device, trajectory is { } motion ? [motion] : [], [], judge, areaCurves);

    // Both segmenters mostly have one file name.
    private static string JudgeName(string judge) => Path.GetFileName(judge) + " (second network, judges)";

    private static HeartModels Load(
        ModelFolder folder,
        string? segmenter,
        Device device,
        IReadOnlyList<MotionKind> motions,
        IReadOnlyList<PhenotypeFile> directions,
        string? judge = null,
        bool areaCurves = false
    )
    {
        segmenter ??= ShippedModels.Segmenter;
        string[] files =
        [
            folder.Generator,
            folder.EdToEs,
            .. motions.Select(folder.Trajectory),
            .. directions.Select(d => d.Path),
            .. judge is null ? Array.Empty<string>() : [judge],
            .. areaCurves ? [folder.AreaCurves] : Array.Empty<string>(),
            segmenter,
        ];
        var models = new HeartModels
        {
            EdToEs = (EdToEs)folder.ReadTrajectory(MotionKind.EdToEs),
            AreaCurves = areaCurves ? AreaCurveFile.Read(folder.AreaCurves).Curves : null,
            Trajectories = [.. motions.Select(folder.ReadTrajectory)],
            Directions = [.. directions.Select(d => new GuidedPhenotype(d.Phenotype, ReadDirection(d, folder.Generator)))],
            Files = [.. files.Distinct().Select(f => FileDigest.Of(f, f == judge && f != segmenter ? JudgeName(f) : null))],
            Generator = NetworkFile.LoadGenerator(folder.Generator, device: device, fixedWeights: true),
            Segmenter = Segmenter.Load(segmenter, device),
            Judge = judge is null ? null : Segmenter.Load(judge, device),
            Device = device,
        };
        models.Check(folder.Generator);
        return models;
    }

    /// <summary>Frees the networks.</summary>
    public void Dispose()
    {
        Generator.Dispose();
        Segmenter.Dispose();
        Judge?.Dispose();
    }

    private static PhenotypeDirection ReadDirection(PhenotypeFile of, string generator)
    {
        var (phenotype, file) = of;
        var read = DirectionFile.ReadJson(file);
        LatentNetwork.RequireFitted(file, read.Provenance, generator);
        var direction = read.Direction;
        var found = PhenotypeNames.Find(direction.Phenotype);
        return found?.Label == phenotype.Label
            ? direction // whatever the unit: LV area may be in px
            : throw new InputException(
                file,
                $"a direction of {phenotype.Label} ({phenotype})",
                found?.Label ?? $"one of '{direction.Phenotype}'",
                "give each direction the file name of its phenotype, and fit it on a column of that name"
            );
    }

    private void Check(string generator)
    {
        var shape = Generator.Options;
        Generator.RequireKnownLabels(generator);
        if (shape.Channels != 1)
            throw new InputException(generator, "a generator of one channel", $"{shape.Channels} channels", "use another generator");
        int[] lengths = [EdToEs.Length, .. Trajectories.Select(t => t.Length), .. Directions.Select(d => d.Direction.Vector.Count)];
        if (lengths.Distinct().Count() != 1 || (lengths[0] != shape.WDim && lengths[0] != shape.WDim * Generator.NumWs))
            throw new InputException(
                generator,
                $"vectors of {shape.WDim} or {shape.WDim * Generator.NumWs} numbers",
                string.Join(", ", lengths.Distinct()),
                "use vectors fitted for this generator"
            );
    }

    private sealed record PhenotypeFile(FramePhenotype Phenotype, string Path);
}
