using GanCmri.Latents;
using GanCmri.Learning;
using GanCmri.Learning.Evaluation;
using GanCmri.Learning.Networks;
using GanCmri.Learning.Phenotypes;
using GanCmri.Learning.Statistics;
using GanCmri.Learning.Trajectories;
using GanCmri.Networks.Weights;
using GanCmri.Tests.Studies;
using GanCmri.Trajectories.Directions;
using GanCmri.Trajectories.Motion;
using Microsoft.ML;

namespace GanCmri.Tests.Learning.Contract;

/// <summary>One estimator of every component, for <see cref="ContractRows"/>.</summary>
internal static class Specimens
{
    private static readonly Lazy<(string Generator, string Segmenter)> Files = new(WriteNetworks);
    private static readonly float[] Direction = [.. Enumerable.Range(0, ContractRows.WDim).Select(i => 0.1f * (i + 1))];

    public static string GeneratorPath => Files.Value.Generator;

    public static string SegmenterPath => Files.Value.Segmenter;

    /// <summary>The fitted components in the library.</summary>
    public static IEnumerable<Type> Transformers =>
        typeof(GanTransformer).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(GanTransformer))).OrderBy(t => t.Name);

    public static IReadOnlyDictionary<Type, Func<GanCatalog, IEstimator<GanTransformer>>> All { get; } =
        new Dictionary<Type, Func<GanCatalog, IEstimator<GanTransformer>>>
        {
            [typeof(MapLatentsTransformer)] = g => g.MapLatents("Made", GeneratorPath, "Z", truncationPsi: 0.7f),
            [typeof(GenerateImagesTransformer)] = g => g.GenerateImages("Made", GeneratorPath, "W"),
            [typeof(GenerateCinesTransformer)] = g => g.GenerateCines("Made", GeneratorPath, "Path"),
            [typeof(ProjectImagesTransformer)] = g =>
                g.ProjectImages(
                    "Made",
                    GeneratorPath,
                    "Image",
                    new ProjectImagesOptions { Projector = new ProjectorOptions { Steps = 4 } }
                ),
            [typeof(MeasurePhenotypesTransformer)] = g =>
                g.MeasurePhenotypes("Image", new MeasurePhenotypesOptions { SegmenterPath = SegmenterPath, OutputColumnPrefix = "Made" }),
            [typeof(MeasureMapsTransformer)] = g => g.MeasureMaps("Maps", "Image", outputColumnPrefix: "Made"),
            [typeof(ScoreNearCopiesTransformer)] = g => g.ScoreNearCopies("Made", ContractRows.MakeTraining(), "Image"),
            [typeof(EdToEsTransformer)] = g =>
                g.EdToEs(
                    "Made",
                    "W",
                    new EdToEsOptions
                    {
                        PhaseColumnName = "Phase",
                        Frames = 7,
                        StartOffset = 0.7,
                    }
                ),
            [typeof(FrameToFrameTransformer)] = g =>
                g.FrameToFrame(
                    "Made",
                    "W",
                    new FrameToFrameOptions
                    {
                        Correction = CorrectionMode.Reconstruction,
                        TimeColumnName = "TimeMs",
                        Frames = 7,
                    }
                ),
            [typeof(PeriodicTransformer)] = g =>
                g.Periodic(
                    "Made",
                    "W",
                    new PeriodicOptions
                    {
                        Harmonics = 2,
                        Frames = 7,
                        StartPhase = 0.25,
                    }
                ),
            [typeof(ApplyTrajectoryTransformer)] = g => g.ApplyTrajectory("Made", new EdToEs(Direction), "W", frames: 6),
            [typeof(PcaCorrectionTransformer)] = g => g.PcaCorrection("Made", "W", CorrectionMode.Residual, components: 2),
            [typeof(SuperResolveTransformer)] = g => g.SuperResolve("Made", "Cine"),
            [typeof(PhenotypeDirectionTransformer)] = g => g.PhenotypeDirection("Made", "Area", "W", DirectionMethod.Ridge),
            [typeof(MoveAlongTransformer)] = g => g.MoveAlong("Made", Direction, "Step", "W"),
            [typeof(ZScoreTransformer)] = g => g.ZScore("Made", "Area", "Value", "Step"),
            [typeof(MoveToValueTransformer)] = g =>
                g.MoveToValue("Made", Direction, new DirectionCalibration(1500, 200, 0.9), "Value", "W"),
        };

    private static (string, string) WriteNetworks()
    {
        var folder = Directory.CreateTempSubdirectory("gancmri-specimens-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var (generator, segmenter) = (Path.Combine(folder, "generator.safetensors"), Path.Combine(folder, "segmenter.safetensors"));
        using var network = PlantedModels.RandomGenerator();
        NetworkFile.Save(generator, network);
        using var outliner = PlantedModels.BrightnessSegmenter();
        outliner.Save(segmenter, new Dictionary<string, string>());
        return (generator, segmenter);
    }
}
