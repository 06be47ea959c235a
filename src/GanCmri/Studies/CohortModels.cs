using GanCmri.Networks.Weights;
using GanCmri.Phenotypes;
using GanCmri.Reports;
using GanCmri.Runtime;
using GanCmri.Trajectories;
using static TorchSharp.torch;

namespace GanCmri.Studies;

/// <summary>The networks and fitted vectors that make and measure a cohort. Owns the networks.</summary>
public sealed class CohortModels : IDisposable
{
    /// <summary>z -> w -> image, [-1, 1], one channel.</summary>
    public required Networks.Generator Generator { get; init; }

    /// <summary>Outlines the cavity.</summary>
    public required Segmenter Segmenter { get; init; }

    /// <summary>Where the networks are.</summary>
    public required Device Device { get; init; }

    /// <summary>Moves a random latent to end-diastole.</summary>
    public required EdToEs EdToEs { get; init; }

    /// <summary>How cines are made; each gives one cine a heart.</summary>
    public required IReadOnlyList<Trajectory> Trajectories { get; init; }

    /// <summary>What is guided.</summary>
    public required IReadOnlyList<GuidedPhenotype> Directions { get; init; }

    /// <summary>The files read, for the run's record.</summary>
    public IReadOnlyList<FileDigest> Files { get; init; } = [];

    /// <summary>
    /// Loads a folder of models: sax64/generator.safetensors, sax64/ed-es.json, sax64/frame-to-frame.json, sax64/lv-area.json,
    /// sax64/sphericity.json and segmenter/segmenter.safetensors.
    /// </summary>
    /// <exception cref="InputException">A file is missing or damaged, or the vectors belong to another generator.</exception>
    public static CohortModels Load(string folder, Device device)
    {
        string[] names = ["sax64/generator.safetensors", "sax64/ed-es.json", "sax64/frame-to-frame.json", "sax64/lv-area.json", "sax64/sphericity.json", "segmenter/segmenter.safetensors"];
        var paths = names.Select(n => Path.Combine(folder, n)).ToArray();
        if (!Directory.Exists(folder)) throw new InputException(folder, "a folder of models", "no such folder", "build the program with data/models beside it, or give --models");
        var models = new CohortModels
        {
            EdToEs = TrajectoryFile.Read(paths[1]).Trajectory as EdToEs
                ?? throw new InputException(paths[1], "an ED-to-ES trajectory", "another kind", "make it with gancmri trajectory fit"),
            Trajectories = [TrajectoryFile.Read(paths[1]).Trajectory, TrajectoryFile.Read(paths[2]).Trajectory],
            Directions =
            [
                new GuidedPhenotype(Phenotype.LvArea, DirectionFile.ReadJson(paths[3]).Direction),
                new GuidedPhenotype(Phenotype.Sphericity, DirectionFile.ReadJson(paths[4]).Direction),
            ],
            Files = [.. names.Zip(paths, (n, p) => FileDigest.Of(p, n))],
            Generator = NetworkFile.LoadGenerator(paths[0], device: device),
            Segmenter = Segmenter.Load(paths[^1], device),
            Device = device,
        };
        models.Check(folder);
        return models;
    }

    /// <summary>Frees the networks.</summary>
    public void Dispose()
    {
        Generator.Dispose();
        Segmenter.Dispose();
    }

    private void Check(string folder)
    {
        var shape = Generator.Options;
        if (shape is not { Channels: 1, CDim: 0 })
            throw new InputException(folder, "a generator of one channel without labels", $"{shape.Channels} channels and {shape.CDim} labels", "use another generator");
        int[] lengths = [EdToEs.Length, .. Trajectories.Select(t => t.Length), .. Directions.Select(d => d.Direction.Vector.Count)];
        if (lengths.Distinct().Count() != 1 || (lengths[0] != shape.WDim && lengths[0] != shape.WDim * Generator.NumWs))
            throw new InputException(folder, $"vectors of {shape.WDim} or {shape.WDim * Generator.NumWs} numbers", string.Join(", ", lengths.Distinct()), "use vectors fitted for this generator");
    }
}
